package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Actor ACTOR = Actor.customer("u-7");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void theBuilderStartsWithTheAccountAndNoAttributes() {
        AuditEvent event = builder().build();
        assertThat(event)
                .isEqualTo(new AuditEvent(
                        TENANT, ACTOR, Action.SIGN_IN, "account/acme", Outcome.SUCCESS, AT, new TreeMap<>()));
    }

    @Test
    void theBuilderKeepsTheLastValueOfAName() {
        AuditEvent event = builder()
                .target("session/9")
                .attribute(AuditEvent.ADDRESS, "192.0.2.1")
                .attribute(AuditEvent.ADDRESS, "192.0.2.2")
                .attributes(Map.of(AuditEvent.DEVICE_TYPE, "phone", AuditEvent.USER_AGENT, ""))
                .build();
        assertThat(event.target()).isEqualTo("session/9");
        assertThat(event.attributes())
                .containsExactlyEntriesOf(
                        sorted(Map.of("address", "192.0.2.2", "deviceType", "phone", "userAgent", "")));
    }

    @Test
    void theAttributesAreACopyThatCannotBeChanged() {
        SortedMap<String, String> given = sorted(Map.of("reason", "audit"));
        AuditEvent event = event("t", given);
        given.put("reason", "other");
        assertThat(event.attributes()).containsEntry("reason", "audit");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> event.attributes().put("reason", "other"));
        AuditEvent.Builder builder = builder().attribute("reason", "one");
        AuditEvent first = builder.build();
        builder.attribute("reason", "two");
        assertThat(first.attributes()).containsEntry("reason", "one");
    }

    @Test
    void theAttributesAreSortedByNameWhateverMapTheyComeIn() {
        SortedMap<String, String> backwards = new TreeMap<>(Collections.reverseOrder());
        backwards.putAll(Map.of("address", "1", "reason", "2"));
        SortedMap<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(backwards);
        AuditEvent event = event("t", sorted(backwards));
        assertThat(event("t", backwards)).isEqualTo(event);
        assertThat(event("t", backwards).attributes().firstKey()).isEqualTo("address");
        assertThat(event("t", caseless)).isEqualTo(event);
        assertThat(event("t", caseless).attributes()).doesNotContainKey("ADDRESS");
    }

    @Test
    void accepts64AttributesOf4096Characters() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            attributes.put("a" + i, "x".repeat(4096));
        }
        assertThat(builder().attributes(attributes).build().attributes()).hasSize(64);
        attributes.put("a64", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().attributes(attributes).build())
                .withMessage("event has 65 attributes; accepted are at most 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().attribute("note", "x".repeat(4097)).build())
                .withMessage("attribute note has 4097 characters; accepted are at most 4096");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "userAgent", "x509", "aZ9"})
    void acceptsCamelCaseNames(String name) {
        assertThat(builder().attribute(name, "v").build().attributes()).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "9a", "a-b", "a_b", "a b", "a\n", "\u00e9", "a\"b"})
    void refusesOtherNamesWithoutRepeatingThem(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().attribute(name, "v").build())
                .withMessage("attribute name is not accepted; "
                        + "accepted are 1 to 64 letters and digits starting with a lower-case letter");
    }

    @Test
    void namesHaveAtMost64Characters() {
        assertThat(builder().attribute("n".repeat(64), "").build().attributes()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().attribute("n".repeat(65), "").build());
    }

    @Test
    void refusesALoneSurrogateAndSaysWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().attribute("note", "ab\ud83d").build())
                .withMessage("attribute note has a lone surrogate at position 2; accepted is well-formed Unicode");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().target("\ude00").build())
                .withMessage("target has a lone surrogate at position 0; accepted is well-formed Unicode");
        assertThat(builder().target("\ud83d\ude00x\ud83d\ude00").build().target())
                .hasSize(5);
    }

    @Test
    void targetsHave1To256Characters() {
        assertThat(builder().target("t".repeat(256)).build().target()).hasSize(256);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().target("").build())
                .withMessage("target has 0 characters; accepted are 1 to 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().target("t".repeat(257)).build())
                .withMessage("target has 257 characters; accepted are 1 to 256");
    }

    @Test
    void isWrittenOnOneLineWithoutTextFromOutside() {
        AuditEvent event = new AuditEvent(
                TENANT,
                Actor.customer("forged\nline"),
                Action.SIGN_IN,
                "forged\r\nline",
                Outcome.DENIED,
                AT,
                sorted(Map.of("address", "192.0.2.1")));
        assertThat(event).hasToString("AuditEvent[acme sign-in denied 2026-01-02T03:04:05Z]");
    }

    @Test
    void refusesMissingPartsByName() {
        TreeMap<String, String> none = new TreeMap<>();
        Outcome outcome = Outcome.SUCCESS;
        assertThatNullPointerException()
                .isThrownBy(() -> new AuditEvent(Absent.reference(), ACTOR, Action.EXPORT, "t", outcome, AT, none))
                .withMessage("tenant");
        assertThatNullPointerException()
                .isThrownBy(() -> new AuditEvent(TENANT, Absent.reference(), Action.EXPORT, "t", outcome, AT, none))
                .withMessage("actor");
        assertThatNullPointerException()
                .isThrownBy(() -> new AuditEvent(TENANT, ACTOR, Absent.reference(), "t", outcome, AT, none))
                .withMessage("action");
        assertThatNullPointerException()
                .isThrownBy(() -> new AuditEvent(TENANT, ACTOR, Action.EXPORT, Absent.reference(), outcome, AT, none))
                .withMessage("target");
        assertThatNullPointerException()
                .isThrownBy(() -> new AuditEvent(TENANT, ACTOR, Action.EXPORT, "t", Absent.reference(), AT, none))
                .withMessage("outcome");
        assertThatNullPointerException()
                .isThrownBy(() -> new AuditEvent(TENANT, ACTOR, Action.EXPORT, "t", outcome, Absent.reference(), none))
                .withMessage("occurredAt");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> builder().attribute("note", Absent.reference()).build())
                .withMessage("note");
    }

    private static AuditEvent.Builder builder() {
        return AuditEvent.builder(TENANT, ACTOR, Action.SIGN_IN, Outcome.SUCCESS, AT);
    }

    private static AuditEvent event(String target, SortedMap<String, String> attributes) {
        return new AuditEvent(TENANT, ACTOR, Action.ACCESS, target, Outcome.SUCCESS, AT, attributes);
    }

    private static SortedMap<String, String> sorted(Map<String, String> attributes) {
        TreeMap<String, String> sorted = new TreeMap<>();
        sorted.putAll(attributes);
        return sorted;
    }
}
