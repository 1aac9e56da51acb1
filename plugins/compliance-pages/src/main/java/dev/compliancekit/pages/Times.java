package dev.compliancekit.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes instants in the zone of the report, and how far they are from its as-of instant. */
record Times(ZoneId zone, Instant asOf) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    String text(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    String withZone(Instant instant) {
        return text(instant) + " " + zoneName();
    }

    String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    String machine(Instant instant) {
        return ISO.format(instant.atZone(zone));
    }

    String distance(Instant instant) {
        Duration distance = Duration.between(asOf, instant);
        if (distance.isZero()) {
            return "now";
        }
        return distance.isNegative() ? length(distance.negated()) + " ago" : "in " + length(distance);
    }

    /** A length of time in its largest fitting unit, rounded down. */
    static String length(Duration duration) {
        if (duration.toDays() > 0) {
            return counted(duration.toDays(), "day");
        }
        return duration.toHours() > 0
                ? counted(duration.toHours(), "hour")
                : counted(Math.max(1, duration.toMinutes()), "minute");
    }

    static String counted(long count, String unit) {
        return grouped(count) + " " + unit + (count == 1 ? "" : "s");
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    void write(Html html, Instant instant) {
        html.open("time", "datetime", machine(instant)).text(text(instant)).close();
    }
}
