package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.audit.event.EventRules;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One audit event as a JSON object: the form in which {@code log append} takes events. */
final class EventLine {

    private static final List<String> CLIENT =
            List.of(AuditEvent.ADDRESS, AuditEvent.USER_AGENT, AuditEvent.DEVICE_TYPE);
    private static final List<String> KNOWN = List.of(
            "tenant",
            "actor",
            "action",
            "outcome",
            "target",
            "address",
            "userAgent",
            "deviceType",
            "occurredAt",
            "attributes");

    private final EventRules rules = EventRules.vocabulary();
    private final JsonLines lines;
    private final InstantSource clock;

    EventLine(JsonLines lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    AuditEvent parse(ObjectNode line) {
        for (Map.Entry<String, JsonNode> part : line.properties()) {
            if (!KNOWN.contains(part.getKey())) {
                throw lines.refuse("has an unknown key; accepted are " + String.join(", ", KNOWN));
            }
        }
        try {
            AuditEvent.Builder event = AuditEvent.builder(
                    new TenantId(text(line, "tenant")),
                    actor(text(line, "actor")),
                    new Action(text(line, "action")),
                    Outcome.parse(text(line, "outcome").toLowerCase(Locale.ROOT)),
                    occurredAt(line));
            if (line.has("target")) {
                event.target(text(line, "target"));
            }
            for (String name : CLIENT) {
                if (line.has(name)) {
                    event.attribute(name, text(line, name));
                }
            }
            addAttributes(line, event);
            return rules.apply(event.build());
        } catch (IllegalArgumentException e) {
            throw lines.refuse(String.valueOf(e.getMessage()));
        }
    }

    /** An actor without a kind is one that the caller could not tell. */
    private static Actor actor(String text) {
        for (Actor.Kind kind : Actor.Kind.values()) {
            if (text.startsWith(kind.name().toLowerCase(Locale.ROOT) + ":")) {
                return Actor.parse(text);
            }
        }
        return new Actor(Actor.Kind.OTHER, text);
    }

    private Instant occurredAt(ObjectNode line) {
        if (!line.has("occurredAt")) {
            return clock.instant();
        }
        try {
            return OffsetDateTime.parse(text(line, "occurredAt")).toInstant();
        } catch (DateTimeParseException e) {
            throw lines.refuse("occurredAt is not an instant; accepted is for example 2026-01-31T12:00:00Z");
        }
    }

    private void addAttributes(ObjectNode line, AuditEvent.Builder event) {
        JsonNode attributes = line.get("attributes");
        if (attributes == null) {
            return;
        }
        if (!attributes.isObject()) {
            throw lines.refuse("attributes is not an object; accepted are names with text, numbers, true or false");
        }
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            if (CLIENT.contains(attribute.getKey()) && line.has(attribute.getKey())) {
                throw lines.refuse("has " + attribute.getKey() + " twice, beside the attributes and among them");
            }
            if (attribute.getValue().isContainerNode() || attribute.getValue().isNull()) {
                throw lines.refuse("has an attribute that is neither text, number, true nor false");
            }
            event.attribute(attribute.getKey(), attribute.getValue().asText());
        }
    }

    private String text(ObjectNode line, String name) {
        JsonNode value = line.get(name);
        if (value == null) {
            throw lines.refuse("has no " + name + "; needed are tenant, actor, action and outcome");
        }
        if (!value.isTextual()) {
            throw lines.refuse(name + " is not text");
        }
        return value.textValue();
    }
}
