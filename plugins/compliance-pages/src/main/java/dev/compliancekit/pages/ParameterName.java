package dev.compliancekit.pages;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The parameters that a promise may fix, each with its type; {@code docs/formats/security-page.md} says what for. */
enum ParameterName {
    WITHIN("within", YamlValue::periodOrDuration),
    BACKUPS_WITHIN("backupsWithin", YamlValue::periodOrDuration),
    TRIGGER("trigger", value -> value.oneOf(List.of("cancelled", "owner-deletion", "immediate"))),
    STARTS("starts", value -> value.oneOf(List.of("cancellation", "request", "hard-deletion"))),
    CHANNELS("channels", ParameterName::names),
    RETAINED_STATES("retainedStates", ParameterName::names),
    AT_LEAST("atLeast", value -> value.period().toString()),
    ANONYMITY_FLOOR("anonymityFloor", ParameterName::number),
    INACTIVE_FOR("inactiveFor", value -> value.period().toString()),
    IDLE_TIMEOUT("idleTimeout", value -> value.duration().toString()),
    CADENCE("cadence", YamlValue::periodOrDuration),
    ROTATION("rotation", ParameterName::names),
    KEEPS("keeps", ParameterName::names),
    KEYS_DESTROYED_AFTER("keysDestroyedAfter", ParameterName::number),
    EXCEPT("except", ParameterName::names),
    UNSTATED("unstated", ParameterName::names),
    ACCEPTS("accepts", ParameterName::names),
    ACCEPTED_BECAUSE("acceptedBecause", YamlValue::text),
    DISTINCT_VENDORS("distinctVendors", ParameterName::number),
    REGIONS("regions", ParameterName::names),
    PROVIDERS("providers", ParameterName::names),
    STORES("stores", ParameterName::names),
    SERIES("series", ParameterName::names),
    FIELDS("fields", ParameterName::names),
    DOCUMENTS("documents", ParameterName::names),
    PROTOCOLS("protocols", ParameterName::names),
    KEY_BITS("keyBits", ParameterName::number),
    FACTORS("factors", ParameterName::number),
    POLICY_DATE("policyDate", value -> value.date().toString()),
    ZONE("zone", value -> value.zone().getId());

    @Immutable
    private interface Type {
        String read(YamlValue value);
    }

    private final String text;
    private final Type type;

    ParameterName(String text, Type type) {
        this.text = text;
        this.type = type;
    }

    static List<String> accepted() {
        return Arrays.stream(values()).map(name -> name.text).toList();
    }

    /** The value as the text that a promise carries. */
    static String read(String name, YamlValue value) {
        return Arrays.stream(values())
                .filter(known -> known.text.equals(name))
                .findFirst()
                .orElseThrow(() -> value.refused("is not a parameter; accepted are " + String.join(", ", accepted())))
                .type
                .read(value);
    }

    private static String number(YamlValue value) {
        return Integer.toString(value.positiveNumber());
    }

    private static String names(YamlValue value) {
        List<String> names = value.list().stream().map(YamlValue::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw value.refused("names something twice; accepted is each name once");
        }
        return names.stream().collect(Collectors.joining(","));
    }
}
