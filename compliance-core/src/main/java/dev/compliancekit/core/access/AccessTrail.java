package dev.compliancekit.core.access;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the audit events say about access: three controls for a promise register. They believe no guard: each allowed
 * access is judged again, from the grants and mandates that stand before it in the log.
 *
 * <p>An event after the instant that a control is asked about does not count. Without a single access, allowed or
 * refused, a control shows nothing and says {@link Standing#UNPROVEN}.
 *
 * <p><em>Thread-safe</em> if the supplier is.
 */
public final class AccessTrail {

    private static final int MOST_SHOWN = 10;

    private final GrantBook atStart;
    private final Supplier<? extends Iterable<AuditEvent>> events;

    private AccessTrail(GrantBook atStart, Supplier<? extends Iterable<AuditEvent>> events) {
        this.atStart = Objects.requireNonNull(atStart, "atStart");
        this.events = Objects.requireNonNull(events, "events");
    }

    /**
     * The trail of a period.
     *
     * @param atStart the grants, mandates and revocations that were known when the period began
     * @param events asked at each assessment for the events of the period, of the operator and of every tenant that is
     *     to be judged, in the log's order; events of other actions are passed over
     * @return the trail
     */
    public static AccessTrail of(GrantBook atStart, Supplier<? extends Iterable<AuditEvent>> events) {
        return new AccessTrail(atStart, events);
    }

    /**
     * Whether every access rested on a grant: given before by somebody else who was entitled to, in force at that
     * instant, for that actor, role, purpose and tenant. Figures: accesses, refusals, grants in force.
     *
     * @return the control
     */
    public Control everyAccessGranted() {
        return asOf -> assess(
                TrailReading.of(atStart, events.get(), asOf),
                access -> access.findings().isEmpty(),
                "rested on a grant in force");
    }

    /**
     * Whether every access of a customer's people rested on a grant that an owner of the account gave, or on the
     * owner's own mandate. Figures as for {@link #everyAccessGranted}, accesses and refusals those of customers.
     *
     * @return the control
     */
    public Control customersUnderOwner() {
        return asOf -> assess(
                TrailReading.of(atStart, events.get(), asOf).ofKind(Actor.Kind.CUSTOMER),
                access -> access.findings().isEmpty(),
                "by customers rested on a grant of the account's owner");
    }

    /**
     * Whether every access had a second factor. Figures as for {@link #everyAccessGranted}.
     *
     * @return the control
     */
    public Control everyAccessSecondFactor() {
        return asOf -> assess(
                TrailReading.of(atStart, events.get(), asOf),
                access -> AccessEvents.secondFactor(access.event()) == SecondFactor.PRESENT,
                "had a second factor");
    }

    private static Assessment assess(TrailReading reading, Predicate<TrailReading.Access> isGood, String what) {
        List<TrailReading.Access> bad =
                reading.accesses().stream().filter(isGood.negate()).toList();
        Assessment assessment = standing(reading, bad.size(), what);
        if (!reading.unreadable().isEmpty()) {
            Assessment unreadable =
                    Assessment.of(Standing.BROKEN, reading.unreadable().size() + " events of grants cannot be read");
            assessment = Assessment.combine(List.of(
                    assessment, unreadable.withEvidence(reading.unreadable().get(0))));
        }
        for (TrailReading.Access access : bad.subList(0, Math.min(bad.size(), MOST_SHOWN))) {
            assessment = assessment.withEvidence(access.describe());
        }
        return assessment
                .withFigure("accesses", Integer.toString(reading.accesses().size()))
                .withFigure("refusals", Integer.toString(reading.refusals().size()))
                .withFigure("grants in force", Long.toString(reading.grantsInForce()));
    }

    private static Assessment standing(TrailReading reading, int bad, String what) {
        int accesses = reading.accesses().size();
        if (accesses == 0 && reading.refusals().isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "no access is in the log, so nothing shows that each " + what);
        }
        return bad == 0
                ? Assessment.of(Standing.KEPT, "each of " + accesses + " accesses " + what)
                : Assessment.of(Standing.BROKEN, bad + " of " + accesses + " accesses break this: each " + what);
    }
}
