package dev.compliancekit.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.KeyUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {

    private static final Instant T0 = KeyRecords.T0;
    private static final RecordClass CUSTOMER = new RecordClass("customer");

    private static Assessment assess(EncryptionCoverage... places) {
        return EncryptionAtRest.over(() -> List.of(places)).assess(T0);
    }

    @Test
    void encryptionIsKeptIfEverythingExaminedIsSealed() {
        Assessment assessment = assess(
                new EncryptionCoverage("main database", CUSTOMER, 1200, 0),
                new EncryptionCoverage("backup", CUSTOMER, 0, 0));
        assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
        assertThat(assessment.reasons()).containsExactly("All 1200 values examined are encrypted.");
        assertThat(assessment.figures())
                .containsExactly(
                        new Figure("values sealed in main database, customer", "1200 of 1200"),
                        new Figure("values sealed in backup, customer", "0 of 0"));
    }

    @Test
    void encryptionIsBrokenByOneValueAndTheFirstPlaceIsNamed() {
        Assessment assessment = assess(
                new EncryptionCoverage("main database", CUSTOMER, 1200, 0),
                new EncryptionCoverage("backup", CUSTOMER, 1199, 1),
                new EncryptionCoverage("export", CUSTOMER, 0, 9));
        assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
        assertThat(assessment.reasons()).containsExactly("1 of 1200 values are not encrypted in backup, customer.");
        assertThat(assessment.figures()).hasSize(3);
    }

    @Test
    void encryptionIsUnprovenIfNothingWasExamined() {
        assertThat(assess().standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assess(new EncryptionCoverage("backup", CUSTOMER, 0, 0)).standing())
                .isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void encryptionIsUnprovenIfTheScanFails() {
        Assessment assessment = EncryptionAtRest.over(() -> {
                    throw new KeyUnavailableException("the key store cannot be read");
                })
                .assess(T0);
        assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assessment.reasons())
                .containsExactly("The scan for unencrypted values failed: the key store cannot be read.");
    }

    @Test
    void coverageHasNoNegativeCountsAndAName() {
        assertThatThrownBy(() -> new EncryptionCoverage("a", CUSTOMER, -1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncryptionCoverage("a", CUSTOMER, 0, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncryptionCoverage(" ", CUSTOMER, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new EncryptionCoverage("a", CUSTOMER, 3, 4).examined()).isEqualTo(7);
    }

    private static KeyAge thirtyDays(KeySummary... keys) {
        return KeyAge.atMost(() -> List.of(keys), Duration.ofDays(30), Duration.ofDays(5));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, KEPT", "PT599H59M59.999S, KEPT", "PT600H, AT_RISK", "PT720H, AT_RISK", "PT720H0.001S, BROKEN"})
    void keyAgeGoesFromKeptToAtRiskToBroken(Duration age, Standing standing) {
        KeySummary key = KeySummary.of(KeyRecords.active("acme", 1, 7));
        Assessment assessment = thirtyDays(key).assess(T0.plus(age));
        assertThat(assessment.standing()).isEqualTo(standing);
        assertThat(assessment.deadline()).contains(T0.plus(Duration.ofDays(30)));
        assertThat(assessment.reasons())
                .containsExactly("The oldest active key is 00000007 of tenant acme, " + age.toDays()
                        + " days old; the limit is 30 days.");
        assertThat(assessment.figures())
                .containsExactly(
                        new Figure("active keys", "1"), new Figure("age of the oldest key", age.toDays() + " days"));
    }

    @Test
    void keyAgeIsThatOfTheOldestActiveKey() {
        KeySummary destroyed = KeySummary.of(KeyRecords.destroyed(KeyRecords.active("bolt", 1, 7)));
        assertThat(thirtyDays(destroyed).assess(T0).standing()).isEqualTo(Standing.UNPROVEN);
        KeySummary active = KeySummary.of(KeyRecords.active("acme", 1, 7));
        assertThat(thirtyDays(destroyed, active).assess(T0).figures()).contains(new Figure("active keys", "1"));
    }

    @Test
    void keyAgeHasSensibleLimits() {
        Duration day = Duration.ofDays(1);
        for (Duration limit : List.of(Duration.ZERO, day.negated())) {
            assertThatThrownBy(() -> KeyAge.atMost(List::of, limit, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Duration warning : List.of(day.negated(), day.plusNanos(1))) {
            assertThatThrownBy(() -> KeyAge.atMost(List::of, day, warning))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(KeyAge.atMost(List::of, day, day).assess(T0).standing()).isEqualTo(Standing.UNPROVEN);
    }
}
