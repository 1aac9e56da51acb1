package dev.compliancekit.retention.deadline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When a period that an event started is over: every reading with its rule, since law and clocks leave room. Act by the
 * earliest, {@link #actBy}; the latest that can be defended is {@link #legalEnd}. The zone, the release of the time
 * zone database and the holiday calendar are part of it, because a future deadline depends on them. <em>Immutable.</em>
 *
 * @param event when the period started
 * @param limit how long it is
 * @param zone whose wall clock and days are meant
 * @param tzdbVersion the release of the time zone database that was used, for example {@code 2026a}, or {@code fixed}
 *     for a zone that is only an offset
 * @param holidayCalendar the name of the holiday calendar that was used
 * @param readings at least one reading that decides when to act; in the order of {@link DeadlineRule}, unmodifiable
 */
public record Deadline(
        Instant event,
        TimeLimit limit,
        ZoneId zone,
        String tzdbVersion,
        String holidayCalendar,
        List<Reading> readings) {

    /**
     * Copies the readings.
     *
     * @param event when the period started
     * @param limit how long it is
     * @param zone whose wall clock and days are meant
     * @param tzdbVersion the release of the time zone database
     * @param holidayCalendar the name of the holiday calendar
     * @param readings the readings; copied
     * @throws IllegalArgumentException if no reading decides when to act
     */
    public Deadline {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(tzdbVersion, "tzdbVersion");
        Objects.requireNonNull(holidayCalendar, "holidayCalendar");
        readings = List.copyOf(readings);
        if (readings.stream().noneMatch(reading -> reading.rule().bindsAction())) {
            throw new IllegalArgumentException("deadline has no reading that decides when to act; accepted is at least "
                    + "one of wall clock, elapsed days and exact");
        }
    }

    /**
     * The earliest end among the readings that count from the event's own instant. What is done at or before it is in
     * time under every reading.
     *
     * @return the instant to act by
     */
    public Instant actBy() {
        return readings.stream()
                .filter(reading -> reading.rule().bindsAction())
                .map(Reading::end)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * The latest end among all readings that a law defends; how object stores round ({@link DeadlineRule#MIDNIGHT_UTC})
     * is not one.
     *
     * @return the latest instant that can be defended, never before {@link #actBy}
     */
    public Instant legalEnd() {
        return readings.stream()
                .filter(reading -> reading.rule().isDefensible())
                .map(Reading::end)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * The end by one rule.
     *
     * @param rule which one
     * @return the end, or empty if the rule says nothing about this period
     */
    public Optional<Instant> end(DeadlineRule rule) {
        return readings.stream()
                .filter(reading -> reading.rule() == rule)
                .map(Reading::end)
                .findFirst();
    }
}
