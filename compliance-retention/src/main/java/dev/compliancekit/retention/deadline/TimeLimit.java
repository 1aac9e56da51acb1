package dev.compliancekit.retention.deadline;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * How long somebody has, before it is counted from an event: a calendar period of days, months and years, or an exact
 * duration. The two are never added to each other: a day is not always 24 hours long.
 */
@Immutable
public sealed interface TimeLimit {

    /**
     * A limit in ISO 8601 form.
     *
     * @param text a calendar period such as {@code P30D}, {@code P1M} or {@code P1Y6M}, or an exact duration such as
     *     {@code PT48H}; a {@code T} makes it exact
     * @return the limit
     * @throws IllegalArgumentException if it is neither, mixes the two, or is not longer than zero
     */
    static TimeLimit parse(String text) {
        try {
            if (text.startsWith("PT") || text.startsWith("pt")) {
                return new Exact(Duration.parse(text));
            }
            return new Calendar(Period.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "time limit is not an ISO 8601 period; accepted are calendar periods like P30D or P1M "
                            + "and exact durations like PT48H, not a mix of the two",
                    e);
        }
    }

    /**
     * A calendar period.
     *
     * @param period days, months and years, none negative, at least one positive
     * @return the limit
     * @throws IllegalArgumentException if a part is negative or all are zero
     */
    static TimeLimit of(Period period) {
        return new Calendar(period);
    }

    /**
     * An exact duration.
     *
     * @param duration longer than zero
     * @return the limit
     * @throws IllegalArgumentException if it is not longer than zero
     */
    static TimeLimit of(Duration duration) {
        return new Exact(duration);
    }

    /**
     * A calendar period: it ends at the same wall-clock time so many days, months and years later.
     *
     * @param period days, months and years, none negative, at least one positive
     */
    @Immutable
    record Calendar(Period period) implements TimeLimit {

        /**
         * Checks the period.
         *
         * @param period days, months and years, none negative, at least one positive
         * @throws IllegalArgumentException if a part is negative or all are zero
         */
        public Calendar {
            Objects.requireNonNull(period, "period");
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException("calendar period is " + period
                        + "; accepted are periods without a negative part that are longer than zero");
            }
        }

        /** So many times 24 hours, which is a reading of a period of days and nothing else. */
        Optional<Duration> elapsedDays() {
            return period.getYears() == 0 && period.getMonths() == 0
                    ? Optional.of(Duration.ofDays(period.getDays()))
                    : Optional.empty();
        }

        /** Whether days stand beside months or years, for which Regulation 1182/71 has no rule. */
        boolean mixesDaysAndMonths() {
            return period.getDays() > 0 && (period.getMonths() > 0 || period.getYears() > 0);
        }

        /** The ISO 8601 form. */
        @Override
        public String toString() {
            return period.toString();
        }
    }

    /**
     * An exact duration: it ends so many seconds later, whatever clocks are put forward or back.
     *
     * @param duration longer than zero
     */
    @Immutable
    record Exact(Duration duration) implements TimeLimit {

        /**
         * Checks the duration.
         *
         * @param duration longer than zero
         * @throws IllegalArgumentException if it is not longer than zero
         */
        public Exact {
            Objects.requireNonNull(duration, "duration");
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(
                        "duration is " + duration + "; accepted are durations longer than zero");
            }
        }

        /** The ISO 8601 form. */
        @Override
        public String toString() {
            return duration.toString();
        }
    }
}
