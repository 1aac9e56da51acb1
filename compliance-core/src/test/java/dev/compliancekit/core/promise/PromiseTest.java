package dev.compliancekit.core.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromiseTest {

    private static Promise promise(String id, PromiseKind kind, String control, Map<String, String> parameters) {
        return new Promise(id, "Data are deleted.", kind, control, parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"J23", "j", "A.b-1", "Abcdefghijklmnopqrstuvwxyz012345"})
    void acceptsIds(String id) {
        assertThat(promise(id, PromiseKind.BY_CODE, "tenant-tag", Map.of()).id())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1J", "-J", "J 1", "J\n", "J<b>", "Ä1", "Abcdefghijklmnopqrstuvwxyz0123456"})
    void refusesIdsOfAnotherForm(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise(id, PromiseKind.BY_CODE, "tenant-tag", Map.of()))
                .withMessage("promise id is not accepted; accepted is a letter followed by letters, digits, dots and "
                        + "hyphens, at most 32 in all");
    }

    @Test
    void refusesABlankClaim() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Promise("J1", " ", PromiseKind.BY_CODE, "tenant-tag", Map.of()))
                .withMessage("promise J1 has a blank claim; accepted is text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tenant", "-a", "a-", "a--b", "a b", "a_b"})
    void refusesControlNamesOfAnotherForm(String control) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("J1", PromiseKind.BY_CODE, control, Map.of()))
                .withMessageStartingWith("promise J1 has a control name that is not accepted; accepted are a-z");
    }

    @Test
    void controlAndParameterNamesHaveAtMost64Characters() {
        String longest = "a".repeat(64);
        assertThat(promise("J1", PromiseKind.BY_CODE, longest, Map.of(longest, "1"))
                        .parameters())
                .containsOnlyKeys(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("J1", PromiseKind.BY_CODE, longest + "a", Map.of()))
                .withMessageContaining("control name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("J1", PromiseKind.BY_CODE, "a", Map.of(longest + "a", "1")))
                .withMessageContaining("parameter name");
    }

    @ParameterizedTest
    @CsvSource({
        "BY_CODE, tenant-tag",
        "PARTLY, tenant-tag",
        "PARTLY, attestation",
        "ORGANISATIONAL, attestation",
        "STATEMENT, none"
    })
    void acceptsAControlThatFitsItsKind(PromiseKind kind, String control) {
        assertThat(promise("J1", kind, control, Map.of()).control()).isEqualTo(control);
    }

    @ParameterizedTest
    @CsvSource({
        "BY_CODE, attestation",
        "BY_CODE, none",
        "PARTLY, none",
        "ORGANISATIONAL, tenant-tag",
        "ORGANISATIONAL, none",
        "STATEMENT, attestation",
        "STATEMENT, tenant-tag"
    })
    void refusesAControlThatContradictsItsKind(PromiseKind kind, String control) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("J1", kind, control, Map.of()))
                .withMessageStartingWith("promise J1 has a control that does not fit its kind; accepted is attestation "
                        + "for an organisational promise");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Within", "within time", "1st", "a-b"})
    void refusesParameterNamesOfAnotherForm(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("J1", PromiseKind.BY_CODE, "tenant-tag", Map.of(name, "1")))
                .withMessageStartingWith("promise J1 has a parameter name that is not accepted; accepted are letters");
    }

    @Test
    void refusesBlankParameters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise("J1", PromiseKind.BY_CODE, "tenant-tag", Map.of("within", "")))
                .withMessage("promise J1 has a blank parameter within; accepted is text");
    }

    @Test
    void keepsTheOrderOfItsParametersAndCopiesThem() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("within", "P30D");
        parameters.put("cadence", "P1D");
        parameters.put("at", "02:00");
        Promise promise = promise("J1", PromiseKind.BY_CODE, "tenant-tag", parameters);
        parameters.clear();
        assertThat(promise.parameters().keySet()).containsExactly("within", "cadence", "at");
        assertThat(promise.parameters()).isUnmodifiable();
        assertThat(promise("J1", PromiseKind.BY_CODE, "tenant-tag", new HashMap<>(promise.parameters())))
                .isEqualTo(promise);
    }

    @Test
    void givesParametersByName() {
        Promise promise = promise("J23", PromiseKind.BY_CODE, "erasure-deadline", Map.of("within", "P30D"));
        assertThat(promise.parameter("within")).contains("P30D");
        assertThat(promise.parameter("cadence")).isEmpty();
        assertThat(promise.requireParameter("within")).isEqualTo("P30D");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> promise.requireParameter("cadence"))
                .withMessage("promise J23 has no parameter cadence; its control erasure-deadline needs one");
    }
}
