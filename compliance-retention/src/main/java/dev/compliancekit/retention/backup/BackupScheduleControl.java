package dev.compliancekit.retention.backup;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the backups that should exist do: expected copies against those of the catalogue, over a time that is looked
 * back. One missed is broken until it lies further back. <em>Thread-safe</em> if the catalogue is.
 */
public final class BackupScheduleControl implements Control {

    private static final int NAMED = 3;

    private final List<BackupSchedule> schedules;
    private final BackupCatalogue catalogue;
    private final Duration lookBack;

    private BackupScheduleControl(Collection<BackupSchedule> schedules, BackupCatalogue catalogue, Duration lookBack) {
        this.schedules = List.copyOf(schedules);
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        this.lookBack = lookBack;
        if (this.schedules.isEmpty()) {
            throw new IllegalArgumentException("backup control has no schedule; accepted is at least one");
        }
        if (this.schedules.stream().map(BackupSchedule::source).distinct().count() < this.schedules.size()) {
            throw new IllegalArgumentException("backup control has two schedules for one source; accepted is one each");
        }
        if (lookBack.isNegative() || lookBack.isZero()) {
            throw new IllegalArgumentException(
                    "backup control looks back " + lookBack + "; accepted are durations longer than zero");
        }
    }

    /**
     * A control over schedules.
     *
     * @param schedules what is expected, one for each source, at least one; copied
     * @param catalogue what exists
     * @param lookBack how far back to look, longer than zero
     * @return the control
     * @throws IllegalArgumentException if there is no schedule or two for one source, or the time is not longer than
     *     zero
     */
    public static BackupScheduleControl of(
            Collection<BackupSchedule> schedules, BackupCatalogue catalogue, Duration lookBack) {
        return new BackupScheduleControl(schedules, catalogue, lookBack);
    }

    /**
     * The copies that are missing.
     *
     * @param asOf the instant to answer for
     * @return the copies missed in the time looked back, the earliest first, unmodifiable
     */
    public List<MissedBackup> missed(Instant asOf) {
        Instant from = asOf.minus(lookBack);
        List<MissedBackup> missed = new ArrayList<>();
        for (BackupSchedule schedule : schedules) {
            missed.addAll(schedule.missed(catalogue.takenAt(schedule.source(), from, asOf), from, asOf));
        }
        missed.sort(Comparator.comparing(MissedBackup::expectedAt).thenComparing(MissedBackup::source));
        return List.copyOf(missed);
    }

    @Override
    public Assessment assess(Instant asOf) {
        Instant from = asOf.minus(lookBack);
        List<MissedBackup> missed = missed(asOf);
        long expected = schedules.stream()
                .mapToLong(schedule -> schedule.expected(from, asOf).size())
                .sum();
        Assessment assessment = standing(expected, missed)
                .withFigure("backups expected", String.valueOf(expected))
                .withFigure("backups missed", String.valueOf(missed.size()));
        Optional<Instant> newest = schedules.stream()
                .flatMap(schedule -> catalogue.takenAt(schedule.source(), from, asOf).stream())
                .max(Comparator.naturalOrder());
        return newest.isPresent()
                ? assessment.withFigure("newest backup", newest.get().toString())
                : assessment;
    }

    private static Assessment standing(long expected, List<MissedBackup> missed) {
        if (expected == 0) {
            return Assessment.of(Standing.UNPROVEN, "no backup was expected in the time looked at");
        }
        if (missed.isEmpty()) {
            return Assessment.of(Standing.KEPT, "every backup that was expected is there");
        }
        StringBuilder text = new StringBuilder("missed are ");
        missed.stream()
                .limit(NAMED)
                .forEach(one -> text.append(one.source())
                        .append(" of ")
                        .append(one.expectedAt())
                        .append(", "));
        text.setLength(text.length() - 2);
        return Assessment.of(
                Standing.BROKEN,
                missed.size() <= NAMED ? text.toString() : text + " and " + (missed.size() - NAMED) + " more");
    }
}
