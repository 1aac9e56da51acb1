package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/** Compares the age of the oldest entry with the floor. */
record RetentionFloorControl(AuditLog log, Period floor, ZoneId zone) implements Control {

    @Override
    public Assessment assess(Instant asOf) {
        Optional<AuditEntry> first;
        try {
            first = log.entries().first();
        } catch (LogTamperedException e) {
            return Assessment.of(
                    Standing.BROKEN, "The first entry of the log cannot be shown: " + e.getMessage() + ".");
        }
        if (first.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "The log holds no entry yet.");
        }
        Instant oldest = first.get().recordedAt();
        Instant reached = oldest.atZone(zone).plus(floor).toInstant();
        String age = asOf.isBefore(reached)
                ? "reaches the floor of " + floor + " on "
                : "has reached the floor of " + floor + " since ";
        Assessment assessment = Assessment.of(
                Standing.KEPT,
                "The log holds everything since its first entry, nothing was removed; it " + age + date(reached) + ".");
        return assessment
                .withFigure("oldest log entry", days(Duration.between(oldest, asOf)))
                .withEvidence("log " + log.vkey().name() + " entry 0");
    }

    private LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private static String days(Duration age) {
        return age.toDays() + " days";
    }
}
