package dev.compliancekit.pages;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a file, with its key and line, read as the type that the format asks for or refused. */
final class YamlValue {

    /** Long enough for every statement, short enough for a table cell. */
    static final int MAX_TEXT_LENGTH = 2_000;

    private static final int MAX_YEARS = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern ISO_PERIOD = Pattern.compile("P[0-9A-Z]{1,30}");
    private static final Pattern ISO_DURATION = Pattern.compile("P([0-9]{1,9}D)?T[0-9.A-Z]{1,30}");

    private final String file;
    private final String key;
    private final int line;
    private final Node node;

    YamlValue(String file, String key, int line, Node node) {
        this.file = file;
        this.key = key;
        this.line = line;
        this.node = node;
    }

    PageFormatException refused(String problem) {
        return new PageFormatException(file, line, key + " " + problem);
    }

    private String scalar(Tag tag, String accepted) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(tag)) {
            return scalar.getValue();
        }
        throw refused("is " + described() + "; accepted is " + accepted);
    }

    private String described() {
        if (!(node instanceof ScalarNode)) {
            return node instanceof SequenceNode ? "a list" : "a mapping";
        }
        if (node.getTag().equals(Tag.NULL)) {
            return "empty";
        }
        return node.getTag().equals(Tag.STR) ? "text" : "a number or a truth value";
    }

    String text() {
        String text = scalar(Tag.STR, "text (in quotes if it looks like something else)");
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw refused("has " + (text.isBlank() ? "no text" : text.length() + " characters") + "; accepted are 1 to "
                    + MAX_TEXT_LENGTH + " characters");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw refused("has a control character; accepted is text");
        }
        return text.strip();
    }

    /** A lower-case name such as {@code eu-central-1} or {@code tls1.3}. */
    String name() {
        String text = text();
        if (text.length() > 64 || !NAME.matcher(text).matches()) {
            throw refused("is not a name; accepted are a-z, 0-9 and single hyphens or dots between them, at most 64 in "
                    + "all");
        }
        return text;
    }

    String oneOf(List<String> choices) {
        String text = text();
        if (!choices.contains(text)) {
            throw refused("is not one of those accepted; accepted are " + String.join(", ", choices));
        }
        return text;
    }

    int positiveNumber() {
        String text = scalar(Tag.INT, "a whole number from 1 to 1000000");
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 1_000_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // another way to write a number, or one too large: refused below like every other
        }
        throw refused("is out of range; accepted is a whole number from 1 to 1000000");
    }

    LocalDate date() {
        String text = text();
        if (ISO_DATE.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                // the form is right and the day does not exist: refused below like every other
            }
        }
        throw refused("is not a day of the calendar; accepted is one such as 2026-01-31");
    }

    ZoneId zone() {
        String text = text();
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw refused("is not a time zone; accepted is a name of the tz database such as Europe/Berlin or UTC");
        }
    }

    Period period() {
        String text = text();
        if (ISO_PERIOD.matcher(text).matches()) {
            try {
                Period period = Period.parse(text);
                if (!period.isZero() && !period.isNegative() && isShort(period)) {
                    return period;
                }
            } catch (DateTimeException e) {
                // refused below like every other
            }
        }
        throw refused("is not a period that can pass; accepted is ISO 8601 longer than zero and up to " + MAX_YEARS
                + " years, such as P30D or P1M");
    }

    private static boolean isShort(Period period) {
        return !LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plusYears(MAX_YEARS));
    }

    Duration duration() {
        String text = text();
        if (ISO_DURATION.matcher(text).matches()) {
            try {
                Duration duration = Duration.parse(text);
                if (!duration.isZero() && !duration.isNegative() && duration.toDays() <= 366L * MAX_YEARS) {
                    return duration;
                }
            } catch (DateTimeException e) {
                // refused below like every other
            }
        }
        throw refused("is not a duration that can pass; accepted is ISO 8601 longer than zero and up to " + MAX_YEARS
                + " years, such as PT48H or PT30M");
    }

    /** A period in days or longer, or a duration in hours or shorter; the letter T tells them apart. */
    String periodOrDuration() {
        String text = text();
        return text.indexOf('T') < 0 ? period().toString() : duration().toString();
    }

    List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw refused("is " + described() + "; accepted is a list");
        }
        if (sequence.getValue().isEmpty()) {
            throw refused("is an empty list; accepted is at least one entry");
        }
        return YamlMapping.items(file, key, sequence);
    }

    YamlMapping mapping() {
        return YamlMapping.of(file, node);
    }
}
