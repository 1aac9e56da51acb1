package dev.compliancekit.retention.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keeps a record: open holds, holds that were released, locks, and retention that does not yield. */
final class Protections {

    private final List<String> openHolds;
    private final @Nullable Instant holdEnd;
    private final String holdId;
    private final @Nullable RetentionLock lock;
    private final @Nullable RetentionRule retention;
    private final int retentions;

    private Protections(
            List<String> openHolds,
            @Nullable HoldPeriod released,
            @Nullable Instant holdEnd,
            @Nullable RetentionLock lock,
            @Nullable RetentionRule retention,
            int retentions) {
        this.openHolds = openHolds;
        this.holdEnd = holdEnd;
        this.holdId = released == null ? "" : released.id();
        this.lock = lock;
        this.retention = retention;
        this.retentions = retentions;
    }

    static Protections of(DecisionFacts facts) {
        List<String> open = openHolds(facts);
        HoldPeriod released = null;
        Instant holdEnd = null;
        for (int i = 0; i < facts.holds().size(); i++) {
            HoldPeriod hold = facts.holds().get(i);
            Instant end = hold.endIfReleased(facts.asOf());
            if (end != null && (holdEnd == null || end.isAfter(holdEnd))) {
                released = hold;
                holdEnd = end;
            }
        }
        RetentionLock lock = null;
        for (int i = 0; i < facts.locks().size(); i++) {
            RetentionLock candidate = facts.locks().get(i);
            if (candidate.protects() && (lock == null || candidate.until().isAfter(lock.until()))) {
                lock = candidate;
            }
        }
        RetentionRule longest = null;
        int retentions = 0;
        for (int i = 0; i < facts.rules().size(); i++) {
            RetentionRule rule = facts.rules().get(i);
            if (counts(rule, facts)) {
                retentions++;
                if (longest == null || rule.end().isAfter(longest.end())) {
                    longest = rule;
                }
            }
        }
        return new Protections(open, released, holdEnd, lock, longest, retentions);
    }

    private static List<String> openHolds(DecisionFacts facts) {
        List<String> open = List.of();
        for (int i = 0; i < facts.holds().size(); i++) {
            if (facts.holds().get(i).isOpen(facts.asOf())) {
                if (open.isEmpty()) {
                    open = new ArrayList<>();
                }
                open.add(facts.holds().get(i).id());
            }
        }
        return List.copyOf(open);
    }

    static boolean counts(RetentionRule rule, DecisionFacts facts) {
        return rule.action().retains()
                && (facts.duties().isEmpty() || !rule.basis().yieldsToDuties());
    }

    boolean isOpen() {
        return !openHolds.isEmpty();
    }

    boolean isProtected(Instant asOf) {
        Instant end = end();
        return isOpen() || (end != null && asOf.isBefore(end));
    }

    /** Until when retention and locks keep the record. */
    @Nullable
    Instant retainUntil() {
        return later(lock == null ? null : lock.until(), retention == null ? null : retention.end());
    }

    /** Until when all that has an end keeps the record. */
    @Nullable
    Instant end() {
        return later(holdEnd, retainUntil());
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    /** Whichever ends last, in the order of the table if they end together. */
    DecisionLevel level() {
        Instant end = end();
        if (isOpen() || (holdEnd != null && holdEnd.equals(end))) {
            return DecisionLevel.HOLD;
        }
        if (lock != null && lock.until().equals(end)) {
            return DecisionLevel.LOCK;
        }
        return retentions > 1 ? DecisionLevel.LONGEST : DecisionLevel.RETENTION;
    }

    List<String> decidedBy() {
        if (isOpen()) {
            return openHolds;
        }
        return switch (level()) {
            case HOLD -> List.of(holdId);
            case LOCK -> lock == null ? List.of() : List.of(lock.id());
            default -> retention == null ? List.of() : List.of(retention.id());
        };
    }
}
