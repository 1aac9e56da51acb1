package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One row of input: what is missing or of the wrong kind is refused with its name. */
record Row(ObjectNode node) {

    private static final int SHOWN = 32;

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("has no text " + name + "; accepted is a row with one");
        }
        return value.textValue();
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    ObjectNode object(String name) {
        if (node.path(name) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("has no object " + name + "; accepted is a row with one");
    }

    JsonNode list(String name) {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw new IllegalArgumentException("has no list " + name + "; accepted is a row with one");
        }
        return value;
    }

    /** The objects of a list that may be missing. */
    Iterable<Row> rows(String name) {
        if (!has(name)) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode value : list(name)) {
            if (!(value instanceof ObjectNode object)) {
                throw new IllegalArgumentException("has a list " + name + " with something else; accepted are objects");
            }
            rows.add(new Row(object));
        }
        return rows;
    }

    ZoneId zone(String name) {
        return zone(name, text(name));
    }

    ZoneId zoneOr(String name, String otherwise) {
        return zone(name, textOr(name, otherwise));
    }

    private static ZoneId zone(String name, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "has no zone of the time zone database as " + name + "; accepted is for example Europe/Berlin", e);
        }
    }

    Instant instant(String name) {
        return instantIfThere(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "has no instant " + name + "; accepted is for example 2026-01-31T12:00:00Z"));
    }

    Optional<Instant> instantIfThere(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text(name));
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return Optional.of(time.toInstant());
            }
        } catch (DateTimeException e) {
            // refused below, as is one outside the calendar
        }
        throw new IllegalArgumentException(
                "has no instant in the years 1 to 9999 as " + name + "; accepted is for example 2026-01-31T12:00:00Z");
    }

    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (!node.path(name).isBoolean()) {
            throw new IllegalArgumentException("has no true or false as " + name + "; accepted is one of the two");
        }
        return node.path(name).booleanValue();
    }

    int number(String name) {
        if (!node.path(name).isInt()) {
            throw new IllegalArgumentException("has no whole number " + name + "; accepted is one");
        }
        return node.path(name).intValue();
    }

    TimeLimit limit(String name) {
        try {
            return TimeLimit.parse(text(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** An exact duration; days of a calendar are not one. */
    Duration duration(String name) {
        if (limit(name) instanceof TimeLimit.Exact exact) {
            return exact.duration();
        }
        throw new IllegalArgumentException(name + " is a calendar period; accepted is an exact duration like PT48H");
    }

    /** A constant by its name, in any case. */
    <E extends Enum<E>> E word(Class<E> type, String name, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("has the unknown " + name + " " + shown(text) + "; accepted are "
                + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** A word of the input as errors may show it. */
    static String shown(String word) {
        return word.matches("[A-Za-z0-9_.:-]{1," + SHOWN + "}") ? word : "that is no plain word";
    }
}
