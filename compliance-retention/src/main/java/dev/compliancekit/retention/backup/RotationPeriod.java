package dev.compliancekit.retention.backup;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rotation rule keeps one copy of: a stretch of the wall clock, or every copy. */
public enum RotationPeriod {
    /** Every copy is its own. */
    LAST,
    /** A second. */
    SECONDLY,
    /** A minute. */
    MINUTELY,
    /** An hour. */
    HOURLY,
    /** A day. */
    DAILY,
    /** A week of ISO 8601, which begins on Monday. */
    WEEKLY,
    /** A month. */
    MONTHLY,
    /** A year. */
    YEARLY;

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 86_400;

    /** 1 January 1970 was a Thursday, three days after the Monday of its week. */
    private static final long THURSDAY = 3;

    /**
     * The period of a name.
     *
     * @param word for example {@code daily}
     * @return the period, or empty if there is none of that name
     */
    public static Optional<RotationPeriod> named(String word) {
        return Arrays.stream(values())
                .filter(period -> period.word().equals(word))
                .findFirst();
    }

    /**
     * The name in policies and reasons.
     *
     * @return for example {@code daily}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A number for the stretch of the wall clock in which a copy was taken.
     *
     * @param localSecond seconds of the wall clock since 1970-01-01T00:00
     * @param number which copy it is in its list
     */
    long bucket(long localSecond, int number) {
        return switch (this) {
            case LAST -> number;
            case SECONDLY -> localSecond;
            case MINUTELY -> Math.floorDiv(localSecond, MINUTE);
            case HOURLY -> Math.floorDiv(localSecond, HOUR);
            case DAILY -> Math.floorDiv(localSecond, DAY);
            case WEEKLY -> Math.floorDiv(Math.floorDiv(localSecond, DAY) + THURSDAY, 7L);
            case MONTHLY ->
                dateOf(localSecond).getYear() * 12L + dateOf(localSecond).getMonthValue();
            case YEARLY -> dateOf(localSecond).getYear();
        };
    }

    private static LocalDate dateOf(long localSecond) {
        return LocalDate.ofEpochDay(Math.floorDiv(localSecond, DAY));
    }
}
