package dev.compliancekit.audit.view;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** OCSF 1.3.0, classes 3001, 3002, 3004, 6003 and 6005; what has no place there stands under {@code unmapped}. */
final class OcsfView implements EventView {

    static final String VERSION = "1.3.0";

    private static final int INFORMATIONAL = 1;
    private static final Map<String, Integer> SEVERITIES = Map.of("low", 2, "medium", 3, "high", 4, "critical", 5);
    private static final Map<String, Integer> DEVICES = Map.of("desktop", 2, "tablet", 4, "phone", 5);
    private static final String SEVERITY = "severity";
    private static final String SESSION = "session";
    private static final String SECOND_FACTOR = "secondFactor";
    private static final String NAME = "name";
    private static final String UID = "uid";
    private static final String TYPE = "type";
    private static final String TYPE_ID = "type_id";

    @Override
    public String header() {
        return "";
    }

    @Override
    public String line(ViewedEvent viewed) {
        AuditEvent event = viewed.event();
        OcsfClass ocsf = OcsfClass.of(event.action());
        SortedMap<String, String> rest = new TreeMap<>(event.attributes());
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("activity_id", ocsf.activity());
        if (ocsf.activity() == OcsfClass.OTHER) {
            fields.put("activity_name", event.action().value());
        }
        fields.put("category_uid", ocsf.category());
        fields.put("class_uid", ocsf.classUid());
        fields.put("type_uid", ocsf.type());
        fields.put("time", event.occurredAt().toEpochMilli());
        fields.put("severity_id", SEVERITIES.getOrDefault(taken(rest, SEVERITY), INFORMATIONAL));
        fields.put("status_id", event.outcome() == Outcome.SUCCESS ? 1 : 2);
        fields.put("status_code", event.outcome().code());
        fields.put("metadata", metadata(viewed));
        addClient(fields, rest);
        addClass(fields, rest, event, ocsf);
        if (!rest.isEmpty()) {
            fields.put("unmapped", rest);
        }
        StringBuilder json = new StringBuilder(512);
        write(json, fields);
        return json.append('\n').toString();
    }

    private static Map<String, Object> metadata(ViewedEvent viewed) {
        return new TreeMap<>(Map.of(
                "event_code",
                viewed.event().action().value(),
                "log_name",
                viewed.origin(),
                "logged_time",
                viewed.recordedAt().toEpochMilli(),
                "original_time",
                viewed.event().occurredAt().toString(),
                "product",
                Map.of(NAME, "ComplianceKit", "vendor_name", "ComplianceKit"),
                "sequence",
                viewed.sequence(),
                "tenant_uid",
                viewed.event().tenant().value(),
                UID,
                viewed.leafHash().hex(),
                "version",
                VERSION));
    }

    private static void addClient(SortedMap<String, Object> fields, SortedMap<String, String> rest) {
        String agent = taken(rest, AuditEvent.USER_AGENT);
        if (!agent.isEmpty()) {
            fields.put("http_request", Map.of("user_agent", agent));
        }
        String reason = taken(rest, AuditEvent.REASON);
        if (!reason.isEmpty()) {
            fields.put("status_detail", reason);
        }
        fields.put("src_endpoint", endpoint(rest));
    }

    private static Map<String, Object> endpoint(SortedMap<String, String> rest) {
        SortedMap<String, Object> endpoint = new TreeMap<>();
        String address = taken(rest, AuditEvent.ADDRESS);
        endpoint.put(address.isEmpty() ? NAME : "ip", address.isEmpty() ? "unknown" : address);
        String device = taken(rest, AuditEvent.DEVICE_TYPE);
        if (!device.isEmpty()) {
            endpoint.put(TYPE, device);
            endpoint.put(TYPE_ID, DEVICES.getOrDefault(device, OcsfClass.OTHER));
        }
        return endpoint;
    }

    private static void addClass(
            SortedMap<String, Object> fields, SortedMap<String, String> rest, AuditEvent event, OcsfClass ocsf) {
        Map<String, Object> user = user(event.actor());
        String session = taken(rest, SESSION);
        fields.put(
                "actor",
                session.isEmpty() ? Map.of("user", user) : Map.of("user", user, SESSION, Map.of(UID, session)));
        Object target = Map.of(NAME, event.target(), UID, event.target());
        switch (ocsf.classUid()) {
            case OcsfClass.AUTHENTICATION -> {
                fields.put("user", user);
                fields.put("service", Map.of(NAME, event.target()));
                String factor = taken(rest, SECOND_FACTOR);
                if (!factor.isEmpty()) {
                    fields.put("is_mfa", factor.equals("present"));
                }
            }
            case OcsfClass.ACCOUNT_CHANGE -> fields.put("user", target);
            case OcsfClass.DATASTORE_ACTIVITY ->
                fields.put("databucket", Map.of(NAME, event.target(), TYPE, "records", TYPE_ID, OcsfClass.OTHER));
            case OcsfClass.ENTITY_MANAGEMENT -> {
                Object comment = fields.get("status_detail");
                if (comment != null) {
                    fields.put("comment", comment);
                }
                fields.put(
                        "entity",
                        Map.of(
                                NAME,
                                event.target(),
                                UID,
                                event.target(),
                                TYPE,
                                event.target().split("/", 2)[0]));
            }
            default -> {
                fields.put("api", Map.of("operation", event.action().value()));
                fields.put("resources", List.of(target));
            }
        }
    }

    private static Map<String, Object> user(Actor actor) {
        int type = switch (actor.kind()) {
            case CUSTOMER -> 1;
            case SERVICE -> 4;
            case OTHER -> 0;
            case STAFF, AUDITOR -> OcsfClass.OTHER;
        };
        return Map.of(
                NAME,
                actor.id(),
                UID,
                actor.toString(),
                TYPE,
                actor.toString().substring(0, actor.toString().indexOf(':')),
                TYPE_ID,
                type);
    }

    /** What is mapped is not told twice. */
    private static String taken(SortedMap<String, String> rest, String name) {
        String value = rest.remove(name);
        return value == null ? "" : value;
    }

    private static void write(StringBuilder json, Object value) {
        if (value instanceof Map<?, ?> fields) {
            String comma = "{";
            for (Map.Entry<?, ?> field : new TreeMap<>(fields).entrySet()) {
                json.append(comma);
                VisibleText.writeJson(json, String.valueOf(field.getKey()));
                json.append(':');
                write(json, field.getValue());
                comma = ",";
            }
            json.append('}');
        } else if (value instanceof List<?> elements) {
            json.append('[');
            for (int i = 0; i < elements.size(); i++) {
                json.append(i > 0 ? "," : "");
                write(json, elements.get(i));
            }
            json.append(']');
        } else if (value instanceof String text) {
            VisibleText.writeJson(json, text);
        } else {
            json.append(value);
        }
    }
}
