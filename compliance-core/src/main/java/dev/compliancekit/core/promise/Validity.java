package dev.compliancekit.core.promise;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;

/**
 * From when to when an attestation counts, in whole days of a stated zone. It counts from the start of the day
 * {@code from}, and no longer counts from the start of the day {@code expires} or {@code nextReview}, whichever comes
 * first. <em>Immutable.</em>
 *
 * @param from the first day on which it counts
 * @param expires the first day on which it no longer counts
 * @param nextReview the day by whose start it must have been reviewed; a review is a new attestation
 * @param leadTime how long before the end somebody must be warned
 * @param zone where the days are counted
 */
public record Validity(LocalDate from, LocalDate expires, LocalDate nextReview, Period leadTime, ZoneId zone) {

    /**
     * Checks that it counts for at least a day and warns before it ends.
     *
     * @param from the first day on which it counts
     * @param expires the first day on which it no longer counts; after {@code from}
     * @param nextReview the day by whose start it must have been reviewed; after {@code from}
     * @param leadTime longer than zero, no part negative
     * @param zone where the days are counted
     * @throws IllegalArgumentException if it would end before it starts, or the lead time is not longer than zero
     */
    public Validity {
        if (!expires.isAfter(from) || !nextReview.isAfter(from)) {
            throw new IllegalArgumentException("validity from " + from + " ends before it starts (expires " + expires
                    + ", next review " + nextReview + "); accepted are later days");
        }
        Periods.requirePositive("lead time", leadTime);
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * The day at whose start it no longer counts.
     *
     * @return {@code expires} or {@code nextReview}, whichever comes first
     */
    public LocalDate end() {
        return Periods.earlier(expires, nextReview);
    }

    /**
     * The instant from which it counts.
     *
     * @return the start of the day {@code from}
     */
    public Instant startsAt() {
        return startOf(from);
    }

    /**
     * The first instant at which it no longer counts.
     *
     * @return the start of the day {@link #end()}
     */
    public Instant endsAt() {
        return startOf(end());
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
