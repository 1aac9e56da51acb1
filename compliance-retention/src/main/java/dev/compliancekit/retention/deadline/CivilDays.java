package dev.compliancekit.retention.deadline;

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar, in integers only. Years begin in March here, so that the
 * leap day is a year's last and months have their lengths by a formula; 400 years have 146,097 days.
 */
final class CivilDays {

    private static final int DAYS_OF_ERA = 146_097;
    private static final int YEARS_OF_ERA = 400;

    /** From 0000-03-01, where the first era begins, to 1970-01-01. */
    private static final int EPOCH = 719_468;

    private CivilDays() {}

    /** So many months later, on the same day of the month or the month's last. */
    static long plusMonths(long epochDay, int months) {
        long shifted = epochDay + EPOCH;
        long era = Math.floorDiv(shifted, (long) DAYS_OF_ERA);
        int dayOfEra = (int) (shifted - era * DAYS_OF_ERA);
        int year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
        int month = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - firstOf(month);
        long later = (era * YEARS_OF_ERA + year) * 12 + month + months;
        long newYear = Math.floorDiv(later, 12L);
        int newMonth = (int) (later - newYear * 12);
        int newDay = Math.min(day, length(newYear, newMonth) - 1);
        long newEra = Math.floorDiv(newYear, (long) YEARS_OF_ERA);
        int yearOfEra = (int) (newYear - newEra * YEARS_OF_ERA);
        return newEra * DAYS_OF_ERA
                + 365L * yearOfEra
                + yearOfEra / 4
                - yearOfEra / 100
                + firstOf(newMonth)
                + newDay
                - EPOCH;
    }

    private static int firstOf(int month) {
        return (153 * month + 2) / 5;
    }

    /** Month 11 is February, at the end of a year that began in March; it is that of the next year of the calendar. */
    private static int length(long year, int month) {
        if (month != 11) {
            return firstOf(month + 1) - firstOf(month);
        }
        long calendar = year + 1;
        return (calendar & 3) == 0 && (calendar % 100 != 0 || calendar % YEARS_OF_ERA == 0) ? 29 : 28;
    }
}
