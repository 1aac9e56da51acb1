package dev.compliancekit.retention.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When copies of one source are expected: every night at a time of the wall clock, or at one pace. A copy is in time if
 * it was taken at the expected instant or within the grace after it. <em>Immutable.</em>
 */
public final class BackupSchedule {

    private final String source;
    private final Duration grace;
    private final @Nullable LocalTime at;
    private final ZoneId zone;
    private final Instant first;
    private final Duration pace;

    private BackupSchedule(
            String source, Duration grace, @Nullable LocalTime at, ZoneId zone, Instant first, Duration pace) {
        if (!source.matches("[a-z0-9]+(-[a-z0-9]+)*") || source.length() > 64) {
            throw new IllegalArgumentException(
                    "backup schedule has a source that is not accepted; accepted are 1 to 64 "
                            + "characters of a-z, 0-9 and single inner hyphens");
        }
        if (pace.isNegative() || pace.isZero()) {
            throw new IllegalArgumentException("backup schedule " + source + " has the pace " + pace
                    + "; accepted are durations longer than zero");
        }
        if (grace.isNegative() || grace.compareTo(pace) >= 0) {
            throw new IllegalArgumentException("backup schedule " + source + " has the grace " + grace
                    + "; accepted are durations from zero to less than the pace");
        }
        this.source = source;
        this.grace = grace;
        this.at = at;
        this.zone = Objects.requireNonNull(zone, "zone");
        this.first = Objects.requireNonNull(first, "first");
        this.pace = pace;
    }

    /**
     * A copy every night. Where clocks skip the time it is expected later by the gap, where they repeat it the first
     * time.
     *
     * @param source what is copied, 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner hyphens
     * @param at at which time of the wall clock
     * @param zone whose wall clock
     * @param grace how long after that a copy is still in time; from zero to less than a day
     * @return the schedule
     * @throws IllegalArgumentException if the source or the grace is not accepted
     */
    public static BackupSchedule nightly(String source, LocalTime at, ZoneId zone, Duration grace) {
        return new BackupSchedule(
                source, grace, Objects.requireNonNull(at, "at"), zone, Instant.EPOCH, Duration.ofDays(1));
    }

    /**
     * A copy at one pace.
     *
     * @param source what is copied, 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner hyphens
     * @param first when the first copy is expected
     * @param pace the time from one to the next, longer than zero
     * @param grace how long after the expected instant a copy is still in time; from zero to less than the pace
     * @return the schedule
     * @throws IllegalArgumentException if the source, the pace or the grace is not accepted
     */
    public static BackupSchedule every(String source, Instant first, Duration pace, Duration grace) {
        return new BackupSchedule(source, grace, null, ZoneId.of("UTC"), first, pace);
    }

    /**
     * What is copied.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * When copies are expected.
     *
     * @param from the first instant that counts
     * @param toExclusive the first instant that no longer counts
     * @return the instants, the earliest first, unmodifiable
     */
    public List<Instant> expected(Instant from, Instant toExclusive) {
        List<Instant> expected = new ArrayList<>();
        if (at == null) {
            Instant begin = from.isAfter(first) ? from : first;
            long passed = Duration.between(first, begin).dividedBy(pace);
            for (Instant next = first.plus(pace.multipliedBy(passed));
                    next.isBefore(toExclusive);
                    next = next.plus(pace)) {
                if (!next.isBefore(begin)) {
                    expected.add(next);
                }
            }
            return List.copyOf(expected);
        }
        LocalDate last = toExclusive.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Instant next = day.atTime(at).atZone(zone).toInstant();
            if (!next.isBefore(from) && next.isBefore(toExclusive)) {
                expected.add(next);
            }
        }
        return List.copyOf(expected);
    }

    /**
     * The copies that should be there and are not. One whose grace still runs is not missed.
     *
     * @param takenAt when the copies of the source were taken, in any order
     * @param from the first expected instant that counts
     * @param asOf the instant to answer for
     * @return the copies missed, the earliest first, unmodifiable
     */
    public List<MissedBackup> missed(Collection<Instant> takenAt, Instant from, Instant asOf) {
        TreeSet<Instant> taken = new TreeSet<>(takenAt);
        List<MissedBackup> missed = new ArrayList<>();
        for (Instant expected : expected(from, asOf)) {
            Instant latest = expected.plus(grace);
            Instant copy = taken.ceiling(expected);
            boolean inTime = copy != null && !copy.isAfter(latest);
            if (!inTime && asOf.isAfter(latest)) {
                missed.add(new MissedBackup(source, expected, latest));
            }
        }
        return List.copyOf(missed);
    }
}
