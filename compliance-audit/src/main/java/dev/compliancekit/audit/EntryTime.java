package dev.compliancekit.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as entries have them: RFC 3339 in UTC. */
final class EntryTime {

    private static final int SECONDS = "0000-00-00T00:00:00".length();
    private static final int NANOS_DIGITS = 9;
    private static final int GROUP = 1000;

    private EntryTime() {}

    /**
     * With nine digits of a second.
     *
     * @param instant in the years 0000 to 9999
     */
    static String format(Instant instant) {
        return format(instant.getEpochSecond(), instant.getNano(), NANOS_DIGITS);
    }

    /**
     * With none, three, six or nine digits of a second, as few as say it.
     *
     * @param instant in the years 0000 to 9999
     */
    static String shortest(Instant instant) {
        long second = instant.getEpochSecond();
        int fraction = instant.getNano();
        if (fraction == 0) {
            return format(second, 0, 0);
        }
        int digits = NANOS_DIGITS;
        while (fraction % GROUP == 0) {
            fraction /= GROUP;
            digits -= 3;
        }
        return format(second, fraction, digits);
    }

    private static String format(long second, int fraction, int digits) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        byte[] text = new byte[SECONDS + (digits == 0 ? 0 : 1 + digits) + 1];
        put(text, 0, time.getYear(), 4);
        text[4] = '-';
        put(text, 5, time.getMonthValue(), 2);
        text[7] = '-';
        put(text, 8, time.getDayOfMonth(), 2);
        text[10] = 'T';
        put(text, 11, time.getHour(), 2);
        text[13] = ':';
        put(text, 14, time.getMinute(), 2);
        text[16] = ':';
        put(text, 17, time.getSecond(), 2);
        if (digits > 0) {
            text[SECONDS] = '.';
            put(text, SECONDS + 1, fraction, digits);
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads what {@link #format} and {@link #shortest} write.
     *
     * @throws DateTimeException if it is something else, or no such time exists
     */
    static Instant parse(String text) {
        int length = text.length();
        int digits = length - SECONDS - 2;
        boolean fraction = digits == 3 || digits == 6 || digits == NANOS_DIGITS;
        boolean form = (fraction || digits == -1)
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (!fraction || text.charAt(SECONDS) == '.')
                && text.charAt(length - 1) == 'Z';
        if (!form) {
            throw new DateTimeException("a time has another form");
        }
        int nanos = 0;
        if (fraction) {
            nanos = number(text, SECONDS + 1, digits);
            for (int i = digits; i < NANOS_DIGITS; i++) {
                nanos *= 10;
            }
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 2),
                        number(text, 8, 2),
                        number(text, 11, 2),
                        number(text, 14, 2),
                        number(text, 17, 2),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new DateTimeException("a time has something else than a digit");
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static void put(byte[] text, int at, int number, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
