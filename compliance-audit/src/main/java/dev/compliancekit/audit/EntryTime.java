package dev.compliancekit.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as entries have them: RFC 3339 in UTC with nine digits of a second. */
final class EntryTime {

    private static final int DIGITS_OF_NANOS = 9;

    private EntryTime() {}

    /** @param instant in the years 0000 to 9999 */
    static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(30);
        append(text, time.getYear(), 4);
        append(text.append('-'), time.getMonthValue(), 2);
        append(text.append('-'), time.getDayOfMonth(), 2);
        append(text.append('T'), time.getHour(), 2);
        append(text.append(':'), time.getMinute(), 2);
        append(text.append(':'), time.getSecond(), 2);
        append(text.append('.'), instant.getNano(), DIGITS_OF_NANOS);
        return text.append('Z').toString();
    }

    private static void append(StringBuilder text, int number, int digits) {
        int at = text.length();
        text.setLength(at + digits);
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text.setCharAt(i, (char) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
