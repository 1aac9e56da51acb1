package dev.compliancekit.crypto.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.control.AlgorithmRegister.Approval;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.key.KeySummary;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlgorithmApprovalTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = T0.plus(Duration.ofDays(1000));
    private static final Duration YEAR = Duration.ofDays(365);
    private static final AlgorithmRegister REGISTER = AlgorithmRegister.of(List.of(
            Approval.withoutEnd(KeyAlgorithm.XAES_256_GCM, "our decision 7"),
            Approval.until(KeyAlgorithm.AES_256_GCM, END, "our decision 8")));

    private static KeyMetadata metadata(String tenant, int keyId, KeyAlgorithm algorithm) {
        KeyName name = new KeyName(new TenantId(tenant), SubjectId.ACCOUNT, KeyPurpose.FIELDS);
        return new KeyMetadata(name, 1, new KeyId(keyId), algorithm, T0);
    }

    private static KeySummary key(String tenant, int keyId, KeyAlgorithm algorithm) {
        return KeySummary.usable(metadata(tenant, keyId, algorithm), KeyStatus.ACTIVE);
    }

    private static KeyUse use(String tenant, int keyId, long values) {
        return new KeyUse(new TenantId(tenant), SubjectId.ACCOUNT, new KeyId(keyId), values);
    }

    private static AlgorithmApproval over(KeySummary... keys) {
        return AlgorithmApproval.of(() -> List.of(keys), REGISTER, YEAR);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, KEPT",
        "P634DT23H59M59.999S, KEPT",
        "P635D, AT_RISK",
        "P999DT23H59M59.999S, AT_RISK",
        "P1000D, BROKEN",
        "P2000D, BROKEN"
    })
    void anEndingAlgorithmGoesFromKeptToAtRiskToBroken(Duration later, Standing standing) {
        Assessment assessment = over(key("acme", 1, KeyAlgorithm.AES_256_GCM)).assess(T0.plus(later));
        assertThat(assessment.standing()).isEqualTo(standing);
        assertThat(assessment.deadline()).contains(END);
        assertThat(assessment.reasons())
                .containsExactly("1 keys use aes-256-gcm, approved until 2028-11-25T12:00:00Z.");
        assertThat(assessment.figures()).containsExactly(new Figure("keys of aes-256-gcm", "1"));
        assertThat(assessment.evidence()).containsExactly("aes-256-gcm: our decision 8");
    }

    @Test
    void anAlgorithmWithoutEndIsKeptForEver() {
        Assessment assessment = over(key("acme", 1, KeyAlgorithm.XAES_256_GCM)).assess(Instant.MAX);
        assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
        assertThat(assessment.deadline()).isEmpty();
        assertThat(assessment.reasons()).containsExactly("1 keys use xaes-256-gcm, approved without end.");
    }

    @Test
    void standsAsTheWorstAlgorithmInUseAndCountsAll() {
        AlgorithmApproval control = over(
                key("acme", 1, KeyAlgorithm.XAES_256_GCM),
                key("acme", 2, KeyAlgorithm.AES_256_GCM),
                key("bolt", 1, KeyAlgorithm.AES_256_GCM));
        Assessment assessment = control.assess(END);
        assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
        assertThat(assessment.reasons().get(0)).startsWith("2 keys use aes-256-gcm");
        assertThat(assessment.figures())
                .containsExactly(new Figure("keys of aes-256-gcm", "2"), new Figure("keys of xaes-256-gcm", "1"));
    }

    @Test
    void whatTheRegisterDoesNotNameIsNotApproved() {
        Assessment assessment =
                over(key("acme", 1, KeyAlgorithm.CHUNKED_AES_256_GCM)).assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
        assertThat(assessment.reasons())
                .containsExactly("1 keys use chunked-aes-256-gcm, which the register does not approve.");
    }

    @Test
    void destroyedKeysProtectNothing() {
        KeySummary destroyed = KeySummary.destroyed(metadata("acme", 1, KeyAlgorithm.AES_256_GCM), T0);
        assertThat(over(destroyed).assess(END).standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(over(destroyed, key("acme", 2, KeyAlgorithm.XAES_256_GCM))
                        .assess(END)
                        .standing())
                .isEqualTo(Standing.KEPT);
        assertThat(over(destroyed)
                        .counting(() -> List.of(use("acme", 1, 5)))
                        .assess(END)
                        .standing())
                .isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void isUnprovenIfNothingIsKnown() {
        Assessment assessment = over().assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons()).containsExactly("There is no key that protects anything.");
        assertThat(over().counting(List::of).assess(T0).standing()).isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void countsValuesUnderTheirAlgorithm() {
        Assessment assessment = over(
                        key("acme", 1, KeyAlgorithm.AES_256_GCM),
                        key("bolt", 1, KeyAlgorithm.AES_256_GCM),
                        key("acme", 2, KeyAlgorithm.XAES_256_GCM))
                .counting(() -> List.of(use("acme", 1, 30), use("acme", 1, 4), use("bolt", 1, 100)))
                .assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
        assertThat(assessment.figures())
                .containsExactlyInAnyOrder(
                        new Figure("keys of aes-256-gcm", "2"),
                        new Figure("values under aes-256-gcm", "134"),
                        new Figure("keys of xaes-256-gcm", "1"),
                        new Figure("values under xaes-256-gcm", "0"));
        assertThat(assessment.reasons())
                .contains("2 keys with 134 values use aes-256-gcm, approved until 2028-11-25T12:00:00Z.");
    }

    @Test
    void anActiveKeyCountsEvenWithoutValues() {
        AlgorithmApproval control =
                over(key("acme", 1, KeyAlgorithm.AES_256_GCM)).counting(() -> List.of(use("acme", 1, 0)));
        assertThat(control.assess(END).standing()).isEqualTo(Standing.BROKEN);
    }

    @Test
    void aRetiredKeyCountsUntilItIsCountedWithoutValues() {
        KeySummary retired = KeySummary.usable(metadata("acme", 1, KeyAlgorithm.AES_256_GCM), KeyStatus.RETIRED);
        AlgorithmApproval control = over(retired, key("acme", 2, KeyAlgorithm.XAES_256_GCM));
        assertThat(control.assess(END).standing()).isEqualTo(Standing.BROKEN);
        assertThat(control.counting(() -> List.of(use("acme", 2, 7)))
                        .assess(END)
                        .standing())
                .as("nobody counted it")
                .isEqualTo(Standing.BROKEN);
        assertThat(control.counting(() -> List.of(use("acme", 1, 1)))
                        .assess(END)
                        .standing())
                .isEqualTo(Standing.BROKEN);
        assertThat(control.counting(() -> List.of(use("acme", 1, 0)))
                        .assess(END)
                        .standing())
                .isEqualTo(Standing.KEPT);
    }

    @Test
    void valuesUnderUnknownKeysAreUnproven() {
        Assessment assessment = over(key("acme", 1, KeyAlgorithm.XAES_256_GCM))
                .counting(() -> List.of(use("acme", 1, 3), use("acme", 9, 2), use("bolt", 1, 5)))
                .assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons().get(0)).isEqualTo("7 values are under keys that are not in the inventory.");
        assertThat(over().counting(() -> List.of(use("acme", 9, 2))).assess(T0).standing())
                .isEqualTo(Standing.UNPROVEN);
    }

    @ParameterizedTest
    @EnumSource
    void nistApprovesEveryAlgorithmHereAndSaysWhere(KeyAlgorithm algorithm) {
        Approval approval = AlgorithmRegister.ofNist().approval(algorithm).orElseThrow();
        assertThat(approval.algorithm()).isEqualTo(algorithm);
        assertThat(approval.end()).isEmpty();
        assertThat(approval.source()).contains("NIST SP 800-");
    }

    @Test
    void aRegisterCanBeShortenedAndReplaced() {
        Approval shorter = Approval.until(KeyAlgorithm.XAES_256_GCM, T0, "our decision 9");
        AlgorithmRegister changed = REGISTER.with(shorter);
        assertThat(changed.approval(KeyAlgorithm.XAES_256_GCM)).contains(shorter);
        assertThat(changed.approval(KeyAlgorithm.AES_256_GCM)).isEqualTo(REGISTER.approval(KeyAlgorithm.AES_256_GCM));
        assertThat(REGISTER.approval(KeyAlgorithm.XAES_256_GCM))
                .isNotEqualTo(changed.approval(KeyAlgorithm.XAES_256_GCM));
        assertThat(changed).isNotEqualTo(REGISTER);
        assertThat(changed.with(Approval.withoutEnd(KeyAlgorithm.XAES_256_GCM, "our decision 7")))
                .isEqualTo(REGISTER)
                .hasSameHashCodeAs(REGISTER);
        assertThat(REGISTER)
                .hasToString("AlgorithmRegister[xaes-256-gcm without end, our decision 7,"
                        + " aes-256-gcm until 2028-11-25T12:00:00Z, our decision 8]");
    }

    @Test
    void refusesWhatSaysNothingOrTwoThings() {
        Approval twice = Approval.withoutEnd(KeyAlgorithm.AES_256_GCM, "a");
        assertThatThrownBy(() -> AlgorithmRegister.of(List.of(twice, twice)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("algorithm aes-256-gcm stands twice in the register; accepted is one approval for each");
        assertThatThrownBy(() -> Approval.withoutEnd(KeyAlgorithm.AES_256_GCM, " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AlgorithmApproval.of(List::of, REGISTER, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> use("acme", 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
