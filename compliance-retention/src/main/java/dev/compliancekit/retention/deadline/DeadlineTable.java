package dev.compliancekit.retention.deadline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Objects;

/**
 * Ends of periods for millions of events of one zone, in epoch seconds and without objects: the wall-clock reading and
 * the earliest of the two that {@link DeadlineRules} gives for days. Bit for bit what {@code java.time} answers: for
 * days on which clocks change, and outside the years 1970 to 2100, it is {@code java.time} that answers. It takes 200
 * KB and belongs to one release of the time zone database. <em>Thread-safe.</em>
 */
public final class DeadlineTable {

    private static final int DAY = 86_400;
    private static final int FIRST_DAY = 0;
    private static final int DAYS = (int) LocalDate.of(2101, 1, 1).toEpochDay();
    private static final int CHANGES = Integer.MIN_VALUE;
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int MOST_DAYS = 3_652_059;
    private static final int MOST_MONTHS = 119_988;

    private final ZoneId zone;
    private final String tzdbVersion;

    /** For each day of UTC the zone's offset, if it does not change from the day before to the day after. */
    private final int[] offsets;

    private DeadlineTable(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        tzdbVersion = DeadlineRules.tzdbVersion(zone);
        offsets = offsets(zone.getRules());
    }

    /**
     * The table of a zone, for the release of the time zone database of the running JDK.
     *
     * @param zone whose wall clock is meant
     * @return the table
     */
    public static DeadlineTable of(ZoneId zone) {
        return new DeadlineTable(zone);
    }

    private static int[] offsets(ZoneRules rules) {
        int[] offsets = new int[DAYS];
        for (int day = FIRST_DAY; day < DAYS; day++) {
            offsets[day] =
                    rules.getOffset(Instant.ofEpochSecond((long) day * DAY)).getTotalSeconds();
        }
        Instant end = Instant.ofEpochSecond((DAYS + 2L) * DAY);
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(-2L * DAY));
        while (next != null && next.getInstant().isBefore(end)) {
            int day = (int) Math.floorDiv(next.getInstant().getEpochSecond(), (long) DAY);
            Arrays.fill(offsets, Math.max(FIRST_DAY, day - 1), Math.max(FIRST_DAY, Math.min(DAYS, day + 2)), CHANGES);
            next = rules.nextTransition(next.getInstant());
        }
        return offsets;
    }

    /**
     * Whose wall clock is meant.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * The release of the time zone database that the table was made from.
     *
     * @return for example {@code 2026a}, or {@code fixed} for a zone that is only an offset
     */
    public String tzdbVersion() {
        return tzdbVersion;
    }

    /**
     * The wall-clock end of a period of days.
     *
     * @param epochSecond when it starts, in the years 1 to 9999
     * @param days how many, at least 1
     * @return when it ends, in epoch seconds
     * @throws IllegalArgumentException if the start or end lies outside the years 1 to 9999, or the number is less than
     *     1
     */
    public long endOfDays(long epochSecond, int days) {
        long day = Math.floorDiv(epochSecond, DAY);
        if (day >= FIRST_DAY && day < DAYS && days > 0 && days <= MOST_DAYS) {
            int offset = offsets[(int) day];
            long local = epochSecond + offset + (long) days * DAY;
            long last = Math.floorDiv(local, DAY);
            if (offset != CHANGES && last >= FIRST_DAY && last < DAYS) {
                int there = offsets[(int) last];
                if (there != CHANGES) {
                    return local - there;
                }
            }
        }
        return slowly(epochSecond, days, 0);
    }

    /**
     * The earliest end of a period of days, to act by: on the wall clock or after so many times 24 hours.
     *
     * @param epochSecond when it starts, in the years 1 to 9999
     * @param days how many, at least 1
     * @return when it ends, in epoch seconds; where the wall-clock time occurs twice, the first time counts
     * @throws IllegalArgumentException if the start or end lies outside the years 1 to 9999, or the number is less than
     *     1
     */
    public long actByDays(long epochSecond, int days) {
        long day = Math.floorDiv(epochSecond, DAY);
        if (day >= FIRST_DAY && day < DAYS && days > 0 && days <= MOST_DAYS) {
            int offset = offsets[(int) day];
            long elapsed = epochSecond + (long) days * DAY;
            long last = Math.floorDiv(elapsed + offset, DAY);
            if (offset != CHANGES && last >= FIRST_DAY && last < DAYS) {
                int there = offsets[(int) last];
                if (there != CHANGES) {
                    return elapsed + Math.min(0, offset - there);
                }
            }
        }
        ZonedDateTime end = end(epochSecond, days, 0).withEarlierOffsetAtOverlap();
        return Math.min(requireInRange(end.toEpochSecond()), epochSecond + (long) days * DAY);
    }

    /**
     * The wall-clock end of a period of months; a month that is too short ends with its last day.
     *
     * @param epochSecond when it starts, in the years 1 to 9999
     * @param months how many, at least 1
     * @return when it ends, in epoch seconds
     * @throws IllegalArgumentException if the start or end lies outside the years 1 to 9999, or the number is less than
     *     1
     */
    public long endOfMonths(long epochSecond, int months) {
        long day = Math.floorDiv(epochSecond, DAY);
        if (day >= FIRST_DAY && day < DAYS && months > 0 && months <= MOST_MONTHS) {
            int offset = offsets[(int) day];
            if (offset != CHANGES) {
                long local = epochSecond + offset;
                long localDay = Math.floorDiv(local, DAY);
                long last = CivilDays.plusMonths(localDay, months);
                if (last >= FIRST_DAY && last < DAYS) {
                    int there = offsets[(int) last];
                    if (there != CHANGES) {
                        return local + (last - localDay) * DAY - there;
                    }
                }
            }
        }
        return slowly(epochSecond, 0, months);
    }

    private long slowly(long epochSecond, int days, int months) {
        return requireInRange(end(epochSecond, days, months).toEpochSecond());
    }

    private ZonedDateTime end(long epochSecond, int days, int months) {
        requireInRange(epochSecond);
        if (days < 0 || months < 0 || (days == 0 && months == 0)) {
            throw new IllegalArgumentException("period is not longer than zero; accepted are 1 and more");
        }
        try {
            ZonedDateTime event = Instant.ofEpochSecond(epochSecond).atZone(zone);
            return months == 0 ? event.plusDays(days) : event.plusMonths(months);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "period has no end in the calendar; accepted are ends in the years 1 to 9999", e);
        }
    }

    private static long requireInRange(long epochSecond) {
        if (epochSecond < EARLIEST || epochSecond > LATEST) {
            throw new IllegalArgumentException(
                    "instant lies outside the calendar; accepted are instants in the years 1 to 9999");
        }
        return epochSecond;
    }

    /** The zone and the release. */
    @Override
    public String toString() {
        return zone + " " + tzdbVersion;
    }
}
