package dev.compliancekit.audit;

import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the age of the oldest entry, and of what was pruned when it was, with the floor. */
record RetentionFloorControl(AuditLog log, Period floor, ZoneId zone) implements Control {

    @Override
    public Assessment assess(Instant asOf) {
        try {
            Optional<AuditEntry> first = log.entries().first();
            return first.isEmpty()
                    ? Assessment.of(Standing.UNPROVEN, "The log holds no entry yet.")
                    : assess(first.get(), asOf);
        } catch (LogTamperedException e) {
            return Assessment.of(
                    Standing.BROKEN, "The first entry of the log cannot be shown: " + e.getMessage() + ".");
        } catch (IOException e) {
            return Assessment.of(Standing.UNPROVEN, "The log could not be read: " + e.getMessage() + ".");
        }
    }

    private Assessment assess(AuditEntry first, Instant asOf) throws IOException {
        Optional<PrunedStart> pruned = PrunedStart.read(log.directory(), log.vkey());
        if (pruned.isEmpty() && first.index() > 0) {
            return Assessment.of(
                    Standing.BROKEN, "The log begins at entry " + first.index() + " and says nothing of a pruning.");
        }
        List<Long> early = pruned.isEmpty()
                ? List.of()
                : prunedEarly(pruned.get().minimum().index());
        if (!early.isEmpty()) {
            return Assessment.of(Standing.BROKEN, "Entries younger than the floor of " + floor + " were pruned.")
                    .withEvidence("log " + log.vkey().name() + " entry " + early.get(0));
        }
        Instant reached = first.recordedAt().atZone(zone).plus(floor).toInstant();
        String age = asOf.isBefore(reached)
                ? "reaches the floor of " + floor + " on "
                : "has reached the floor of " + floor + " since ";
        String kept = pruned.isEmpty()
                ? "The log holds everything since its first entry, nothing was removed; it "
                : "No entry younger than the floor was pruned; what is left ";
        return Assessment.of(Standing.KEPT, kept + age + date(reached) + ".")
                .withFigure("oldest log entry", days(Duration.between(first.recordedAt(), asOf)))
                .withEvidence("log " + log.vkey().name() + " entry " + first.index());
    }

    /** The events of prunings, as far as the log still holds them, whose newest entry was too young. */
    private List<Long> prunedEarly(long minimumIndex) {
        List<Long> early = new ArrayList<>();
        AuditQuery query = AuditQuery.of(log.files().forms().operator()).action(Action.LOG_PRUNED);
        for (Optional<AuditQuery> next = Optional.of(query); next.isPresent(); ) {
            AuditPage page = log.entries().find(next.get());
            for (AuditEntry entry : page.entries()) {
                AuditEvent event = entry.event();
                Instant newest = Instant.parse(event.attributes().getOrDefault(Attributes.NEWEST, ""));
                long index = Long.parseLong(event.attributes().getOrDefault(Attributes.MINIMUM_INDEX, ""));
                boolean inForce = index <= minimumIndex;
                if (inForce
                        && event.occurredAt()
                                .isBefore(newest.atZone(zone).plus(floor).toInstant())) {
                    early.add(entry.index());
                }
            }
            next = page.next();
        }
        return early;
    }

    private LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private static String days(Duration age) {
        return age.toDays() + " days";
    }
}
