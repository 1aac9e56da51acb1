package dev.compliancekit.retention.backup;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far back a rule reaches that keeps copies by their age: years, months and days of the calendar, then hours that
 * pass. What a month or a year is depends on the {@link RotationProfile}.
 *
 * @param years zero or more
 * @param months zero or more
 * @param days zero or more
 * @param hours zero or more
 */
@Immutable
public record RotationSpan(int years, int months, int days, int hours) {

    private static final Pattern RESTIC =
            Pattern.compile("(?:(\\d{1,5})y)?(?:(\\d{1,5})m)?(?:(\\d{1,6})d)?(?:(\\d{1,7})h)?");
    private static final Pattern BORG = Pattern.compile("(\\d{1,6})([Hdwmy])");
    private static final int MOST_YEARS = 9999;
    private static final int DAY = 24;
    private static final int BORG_MONTH = 31;
    private static final int BORG_YEAR = 365;

    /**
     * Checks the parts.
     *
     * @param years zero or more
     * @param months zero or more
     * @param days zero or more
     * @param hours zero or more
     * @throws IllegalArgumentException if a part is negative, all are zero, or they reach further back than 9999 years
     */
    public RotationSpan {
        if (years < 0 || months < 0 || days < 0 || hours < 0) {
            throw new IllegalArgumentException("span has a negative part; accepted are parts of zero or more");
        }
        if (years == 0 && months == 0 && days == 0 && hours == 0) {
            throw new IllegalArgumentException("span is zero; accepted are spans longer than zero");
        }
        if (years + months / 12L + days / 366L + hours / 8784L > MOST_YEARS) {
            throw new IllegalArgumentException("span is too long; accepted are spans of at most 9999 years");
        }
    }

    /**
     * A span as restic writes it.
     *
     * @param text years, months, days and hours in this order, for example {@code 1y2m3d4h}; each may be left out
     * @return the span
     * @throws IllegalArgumentException if a unit is unknown, out of order or named twice, or the span is zero
     */
    public static RotationSpan parse(String text) {
        Matcher parts = RESTIC.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException("span is not a number of years, months, days and hours; accepted is for "
                    + "example 1y2m3d4h, with the units y, m, d and h once each and in this order");
        }
        return new RotationSpan(number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4));
    }

    /**
     * A span as borg writes it: one number and one unit. A month is 31 days and a year 365, all counted in hours.
     *
     * @param text for example {@code 5H}, {@code 7d}, {@code 2w}, {@code 1m} or {@code 1y}
     * @return the span, in hours
     * @throws IllegalArgumentException if the unit is unknown or the span is zero
     */
    public static RotationSpan parseBorg(String text) {
        Matcher parts = BORG.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("span is not one number and one unit; accepted is for example 7d, with "
                    + "the units H, d, w, m and y");
        }
        int hours = switch (parts.group(2).charAt(0)) {
            case 'H' -> 1;
            case 'd' -> DAY;
            case 'w' -> 7 * DAY;
            case 'm' -> BORG_MONTH * DAY;
            default -> BORG_YEAR * DAY;
        };
        long together = number(parts, 1) * (long) hours;
        if (together > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("span is too long; accepted are spans of at most 9999 years");
        }
        return new RotationSpan(0, 0, 0, (int) together);
    }

    private static int number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    boolean hasCalendarParts() {
        return years != 0 || months != 0 || days != 0;
    }

    /** As restic writes it, without the parts that are zero. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s%s%s%s", part(years, 'y'), part(months, 'm'), part(days, 'd'), part(hours, 'h'));
    }

    private static String part(int number, char unit) {
        return number == 0 ? "" : Integer.toString(number) + unit;
    }
}
