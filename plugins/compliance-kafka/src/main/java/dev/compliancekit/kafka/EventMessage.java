package dev.compliancekit.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An event on its way to a log, as JSON: {@code docs/formats/audit-topics.md}. */
final class EventMessage {

    /** The most bytes of a message; an entry of a log holds 65,535. */
    static final int MAX_BYTES = 128 * 1024;

    private static final String VERSION = "1";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxNestingDepth(4)
                    .build())
            .build();

    private EventMessage() {}

    static byte[] write(AuditEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("action", event.action().value());
            json.writeStringField("actor", event.actor().toString());
            json.writeObjectFieldStart("attributes");
            for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
            json.writeStringField("occurredAt", event.occurredAt().toString());
            json.writeStringField("outcome", event.outcome().code());
            json.writeStringField("target", event.target());
            json.writeStringField("tenant", event.tenant().value());
            json.writeStringField("v", VERSION);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (out.size() > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "event takes " + out.size() + " bytes as a message; accepted are at most " + MAX_BYTES);
        }
        return out.toByteArray();
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is no event; its words are not repeated
     */
    static AuditEvent read(byte[] message) {
        Map<String, String> members = new TreeMap<>();
        Map<String, String> attributes = new TreeMap<>();
        try (JsonParser json = JSON.createParser(message)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("attributes") && value == JsonToken.START_OBJECT) {
                    readTexts(json, attributes);
                } else {
                    require(value == JsonToken.VALUE_STRING);
                    members.put(name, json.getText());
                }
            }
            require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
        } catch (IOException e) {
            throw new IllegalArgumentException("message is no JSON object of at most " + MAX_BYTES + " bytes", e);
        }
        return event(members, attributes);
    }

    private static void readTexts(JsonParser json, Map<String, String> texts) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            require(json.nextToken() == JsonToken.VALUE_STRING);
            texts.put(name, json.getText());
        }
    }

    private static AuditEvent event(Map<String, String> members, Map<String, String> attributes) {
        require(members.keySet().equals(Set.of("action", "actor", "occurredAt", "outcome", "target", "tenant", "v")));
        try {
            require(members.getOrDefault("v", "").equals(VERSION));
            return AuditEvent.builder(
                            new TenantId(members.getOrDefault("tenant", "")),
                            Actor.parse(members.getOrDefault("actor", "")),
                            new Action(members.getOrDefault("action", "")),
                            Outcome.parse(members.getOrDefault("outcome", "")),
                            Instant.parse(members.getOrDefault("occurredAt", "")))
                    .target(members.getOrDefault("target", ""))
                    .attributes(attributes)
                    .build();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("occurredAt of the message is not a time", e);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("message has other members than those of an event of version 1");
        }
    }
}
