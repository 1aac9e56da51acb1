package dev.compliancekit.retention.deadline;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Counts periods from events in one zone with one holiday calendar. All answers are pure functions of the arguments,
 * the zone, the calendar and the time zone database of the running JDK, whose release is part of each answer.
 * <em>Immutable.</em>
 *
 * @param zone whose wall clock and days are meant
 * @param holidays which days are no working days
 */
public record DeadlineRules(ZoneId zone, HolidayCalendar holidays) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final String FIXED = "fixed";

    /**
     * Checks that both are there.
     *
     * @param zone whose wall clock and days are meant
     * @param holidays which days are no working days
     */
    public DeadlineRules {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(holidays, "holidays");
    }

    /**
     * Rules for a zone in which only Saturdays and Sundays are no working days.
     *
     * @param zone whose wall clock and days are meant
     * @return the rules
     */
    public static DeadlineRules in(ZoneId zone) {
        return new DeadlineRules(zone, HolidayCalendar.weekendsOnly());
    }

    /**
     * When a period is over.
     *
     * @param event when it starts, in the years 1 to 9999
     * @param limit how long it is; it must end before the year 10000
     * @return every reading
     * @throws IllegalArgumentException if the event or an end lies outside the years 1 to 9999
     */
    public Deadline deadline(Instant event, TimeLimit limit) {
        requireInRange("event", event);
        List<Reading> readings;
        try {
            readings = limit instanceof TimeLimit.Exact exact
                    ? exactReadings(event, exact.duration())
                    : calendarReadings(event, (TimeLimit.Calendar) limit);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "period " + limit + " from " + event + " has no end in the calendar; "
                            + "accepted are ends in the years 1 to 9999",
                    e);
        }
        readings.forEach(reading -> requireInRange("end of " + limit, reading.end()));
        return new Deadline(event, limit, zone, tzdbVersion(zone), holidays.name(), readings);
    }

    private static void requireInRange(String what, Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    what + " lies outside the calendar; accepted are instants in the years 1 to 9999");
        }
    }

    private List<Reading> exactReadings(Instant event, Duration duration) {
        // at the event's own offset: where clocks are put by half an hour, the hour's beginning may exist at another
        // only
        OffsetDateTime hour = event.atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.HOURS);
        Instant nextHour = hour.toInstant().plus(1, ChronoUnit.HOURS);
        return List.of(
                new Reading(DeadlineRule.EXACT, event.plus(duration)),
                new Reading(DeadlineRule.REG_1182_71, nextHour.plus(duration)));
    }

    private List<Reading> calendarReadings(Instant event, TimeLimit.Calendar limit) {
        List<Reading> readings = new ArrayList<>();
        addWallClock(readings, event.atZone(zone), limit.period());
        Optional<Instant> elapsed = limit.elapsedDays().map(event::plus);
        elapsed.ifPresent(end -> readings.add(new Reading(DeadlineRule.ELAPSED_DAYS, end)));
        addRegulation(readings, event, limit);
        elapsed.ifPresent(end -> readings.add(new Reading(DeadlineRule.MIDNIGHT_UTC, midnightFrom(end))));
        return readings;
    }

    private static void addWallClock(List<Reading> readings, ZonedDateTime event, Period period) {
        ZonedDateTime end = event.plus(period);
        readings.add(new Reading(DeadlineRule.WALL_CLOCK, end.toInstant()));
        ZonedDateTime earlier = end.withEarlierOffsetAtOverlap();
        ZonedDateTime later = end.withLaterOffsetAtOverlap();
        if (!earlier.equals(later)) {
            readings.add(new Reading(DeadlineRule.WALL_CLOCK_EARLIER, earlier.toInstant()));
            readings.add(new Reading(DeadlineRule.WALL_CLOCK_LATER, later.toInstant()));
        }
    }

    private void addRegulation(List<Reading> readings, Instant event, TimeLimit.Calendar limit) {
        if (limit.mixesDaysAndMonths()) {
            return;
        }
        LocalDate eventDay = event.atZone(zone).toLocalDate();
        LocalDate lastDay = eventDay.plus(limit.period());
        readings.add(new Reading(DeadlineRule.REG_1182_71, endOf(lastDay)));
        LocalDate working = holidays.workingDayFrom(lastDay);
        if (!limit.period().equals(Period.ofDays(1))) {
            working = withTwoWorkingDays(eventDay, working);
        }
        readings.add(new Reading(DeadlineRule.REG_1182_71_WORKING_DAY, endOf(working)));
    }

    /** Art. 3(5). The last day is a working day, so at most one more is needed. */
    private LocalDate withTwoWorkingDays(LocalDate eventDay, LocalDate lastDay) {
        for (LocalDate day = eventDay.plusDays(1); day.isBefore(lastDay); day = day.plusDays(1)) {
            if (holidays.isWorkingDay(day)) {
                return lastDay;
            }
        }
        return holidays.workingDayFrom(lastDay.plusDays(1));
    }

    /** The first instant of the next day that exists in the zone. */
    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static Instant midnightFrom(Instant instant) {
        Instant midnight = instant.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(instant) ? midnight : midnight.plus(1, ChronoUnit.DAYS);
    }

    /**
     * The release of the time zone database that the running JDK uses for a zone.
     *
     * @param zone the zone
     * @return for example {@code 2026a}, or {@code fixed} for a zone that is only an offset
     */
    public static String tzdbVersion(ZoneId zone) {
        try {
            return ZoneRulesProvider.getVersions(zone.getId()).lastKey();
        } catch (ZoneRulesException e) {
            return FIXED; // an offset, or a prefix with an offset: the database has no entry for it
        }
    }
}
