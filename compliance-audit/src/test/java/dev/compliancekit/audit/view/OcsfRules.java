package dev.compliancekit.audit.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the published schema of OCSF 1.3.0 asks of the five classes and of the objects in them that the view writes:
 * required members, types, lists of values, and of which members at least one must be there. Facts taken from the
 * schema's files (github.com/ocsf/ocsf-schema, Apache-2.0), said in our own words; enough to refuse an event that the
 * schema refuses, for the members that are written here.
 */
final class OcsfRules {

    /** How a member must look; the name of an object is the key of its own rules. */
    private record Rule(String type, boolean required, Set<Integer> values) {}

    private static final Set<Integer> ANY = Set.of();
    private static final Set<Integer> NONE_OTHER = Set.of(0, 99);

    private static final Map<Integer, Set<Integer>> ACTIVITIES = Map.of(
            3001, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 99),
            3002, Set.of(0, 1, 2, 3, 4, 5, 6, 99),
            3004, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 99),
            6003, Set.of(0, 1, 2, 3, 4, 99),
            6005, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99));

    private static final Map<String, Rule> BASE = Map.ofEntries(
            Map.entry("activity_id", required("integer")),
            Map.entry("activity_name", optional("string")),
            Map.entry("category_uid", new Rule("integer", true, Set.of(3, 6))),
            Map.entry("class_uid", required("integer")),
            Map.entry("type_uid", required("integer")),
            Map.entry("time", required("integer")),
            Map.entry("severity_id", new Rule("integer", true, Set.of(0, 1, 2, 3, 4, 5, 6, 99))),
            Map.entry("status_id", new Rule("integer", false, Set.of(0, 1, 2, 99))),
            Map.entry("status_code", optional("string")),
            Map.entry("status_detail", optional("string")),
            Map.entry("metadata", required("metadata")),
            Map.entry("unmapped", optional("any")),
            Map.entry("actor", optional("actor")),
            Map.entry("http_request", optional("http_request")),
            Map.entry("src_endpoint", optional("network_endpoint")));

    private static final Map<Integer, Map<String, Rule>> CLASSES = Map.of(
            3001, Map.of("user", required("user")),
            3002,
                    Map.of(
                            "user", required("user"),
                            "service", optional("service"),
                            "session", optional("session"),
                            "is_mfa", optional("boolean")),
            3004, Map.of("entity", required("managed_entity"), "comment", optional("string")),
            6003,
                    Map.of(
                            "actor", required("actor"),
                            "api", required("api"),
                            "src_endpoint", required("network_endpoint"),
                            "resources", optional("resource_details[]")),
            6005,
                    Map.of(
                            "actor", required("actor"),
                            "src_endpoint", required("network_endpoint"),
                            "databucket", optional("databucket")));

    private static final Map<Integer, List<String>> AT_LEAST_ONE =
            Map.of(3002, List.of("service", "dst_endpoint"), 6005, List.of("database", "databucket", "table"));

    private static final Map<String, Map<String, Rule>> OBJECTS = Map.ofEntries(
            Map.entry(
                    "metadata",
                    Map.ofEntries(
                            Map.entry("version", required("string")),
                            Map.entry("product", required("product")),
                            Map.entry("uid", optional("string")),
                            Map.entry("event_code", optional("string")),
                            Map.entry("log_name", optional("string")),
                            Map.entry("logged_time", optional("integer")),
                            Map.entry("original_time", optional("string")),
                            Map.entry("sequence", optional("integer")),
                            Map.entry("tenant_uid", optional("string")))),
            Map.entry("product", Map.of("name", optional("string"), "vendor_name", required("string"))),
            Map.entry("actor", Map.of("user", optional("user"), "session", optional("session"))),
            Map.entry(
                    "user",
                    Map.of(
                            "name", optional("string"),
                            "uid", optional("string"),
                            "type", optional("string"),
                            "type_id", new Rule("integer", false, Set.of(0, 1, 2, 3, 4, 99)))),
            Map.entry("session", Map.of("uid", optional("string"))),
            Map.entry("service", Map.of("name", optional("string"), "uid", optional("string"))),
            Map.entry("http_request", Map.of("user_agent", optional("string"))),
            Map.entry(
                    "network_endpoint",
                    Map.of(
                            "ip", optional("string"),
                            "name", optional("string"),
                            "type", optional("string"),
                            "type_id",
                                    new Rule("integer", false, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 99)))),
            Map.entry(
                    "managed_entity",
                    Map.of("name", optional("string"), "uid", optional("string"), "type", optional("string"))),
            Map.entry("api", Map.of("operation", required("string"))),
            Map.entry("resource_details", Map.of("name", optional("string"), "uid", optional("string"))),
            Map.entry(
                    "databucket",
                    Map.of(
                            "name", optional("string"),
                            "type", optional("string"),
                            "type_id", new Rule("integer", true, Set.of(0, 1, 2, 3, 99)))));

    private static final Map<String, List<String>> AT_LEAST_ONE_OF_OBJECT = Map.of(
            "user", List.of("account", "name", "uid"),
            "actor", List.of("process", "user", "invoked_by", "session", "app_name", "app_uid"),
            "product", List.of("name", "uid"),
            "service", List.of("name", "uid"),
            "managed_entity", List.of("name", "uid"),
            "databucket", List.of("name", "uid"),
            "network_endpoint",
                    List.of(
                            "ip",
                            "uid",
                            "name",
                            "hostname",
                            "svc_name",
                            "instance_uid",
                            "interface_uid",
                            "interface_name",
                            "domain"));

    private OcsfRules() {}

    private static Rule required(String type) {
        return new Rule(type, true, ANY);
    }

    private static Rule optional(String type) {
        return new Rule(type, false, ANY);
    }

    /** What is wrong with an event, or nothing. */
    static List<String> faults(JsonNode event) {
        List<String> faults = new ArrayList<>();
        int uid = event.path("class_uid").asInt();
        if (!CLASSES.containsKey(uid)) {
            return List.of("class_uid is " + uid);
        }
        Map<String, Rule> rules = new java.util.HashMap<>(BASE);
        rules.putAll(CLASSES.get(uid));
        check("", event, rules, AT_LEAST_ONE.getOrDefault(uid, List.of()), faults);
        int activity = event.path("activity_id").asInt();
        if (!ACTIVITIES.getOrDefault(uid, Set.of()).contains(activity)) {
            faults.add("activity_id is " + activity);
        }
        if (NONE_OTHER.contains(activity) && !event.has("activity_name")) {
            faults.add("an activity of none of the list has no activity_name");
        }
        if (event.path("type_uid").asInt() != uid * 100 + activity) {
            faults.add("type_uid is " + event.path("type_uid"));
        }
        if (event.path("category_uid").asInt() != uid / 1000) {
            faults.add("category_uid is " + event.path("category_uid"));
        }
        if (!event.path("metadata").path("version").asText().equals("1.3.0")) {
            faults.add("metadata.version is another");
        }
        return faults;
    }

    private static void check(
            String path, JsonNode object, Map<String, Rule> rules, List<String> atLeastOne, List<String> faults) {
        object.fieldNames().forEachRemaining(name -> {
            Rule rule = rules.get(name);
            if (rule == null) {
                faults.add(path + name + " is not in the schema");
            } else {
                checkType(path + name, object.get(name), rule, faults);
            }
        });
        rules.forEach((name, rule) -> {
            if (rule.required() && !object.has(name)) {
                faults.add(path + name + " is missing");
            }
        });
        if (!atLeastOne.isEmpty() && atLeastOne.stream().noneMatch(object::has)) {
            faults.add(path + " has none of " + atLeastOne);
        }
    }

    private static void checkType(String path, JsonNode value, Rule rule, List<String> faults) {
        boolean fits = switch (rule.type()) {
            case "integer" ->
                value.isIntegralNumber()
                        && (rule.values().isEmpty() || rule.values().contains(value.asInt()));
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "any" -> value.isObject();
            default -> {
                String type = rule.type().replace("[]", "");
                boolean array = rule.type().endsWith("[]");
                for (JsonNode each : array ? value : List.of(value)) {
                    check(
                            path + ".",
                            each,
                            OBJECTS.getOrDefault(type, Map.of()),
                            AT_LEAST_ONE_OF_OBJECT.getOrDefault(type, List.of()),
                            faults);
                }
                yield array ? value.isArray() : value.isObject();
            }
        };
        if (!fits) {
            faults.add(path + " is " + value);
        }
    }
}
