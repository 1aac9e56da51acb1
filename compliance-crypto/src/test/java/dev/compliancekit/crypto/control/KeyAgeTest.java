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

class KeyAgeTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private static KeyMetadata metadata(String tenant, KeyPurpose purpose, Instant createdAt) {
        KeyName name = new KeyName(new TenantId(tenant), SubjectId.ACCOUNT, purpose);
        return new KeyMetadata(name, 1, new KeyId(7), KeyAlgorithm.XAES_256_GCM, createdAt);
    }

    private static KeySummary active(String tenant) {
        return KeySummary.usable(metadata(tenant, KeyPurpose.FIELDS, T0), KeyStatus.ACTIVE);
    }

    private static KeyAge thirtyDays(KeySummary... keys) {
        return KeyAge.atMost(() -> List.of(keys), Duration.ofDays(30), Duration.ofDays(5));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, KEPT", "PT599H59M59.999S, KEPT", "PT600H, AT_RISK", "PT720H, AT_RISK", "PT720H0.001S, BROKEN"})
    void keyAgeGoesFromKeptToAtRiskToBroken(Duration age, Standing standing) {
        KeySummary key = active("acme");
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
        KeySummary destroyed = KeySummary.destroyed(metadata("bolt", KeyPurpose.FIELDS, T0), T0);
        assertThat(thirtyDays(destroyed).assess(T0).standing()).isEqualTo(Standing.UNPROVEN);
        KeySummary active = active("acme");
        Instant longAgo = T0.minus(Duration.ofDays(400));
        KeySummary retired = KeySummary.usable(metadata("acme", KeyPurpose.FIELDS, longAgo), KeyStatus.RETIRED);
        KeySummary tenants = KeySummary.usable(metadata("acme", KeyPurpose.TENANT, longAgo), KeyStatus.ACTIVE);
        assertThat(thirtyDays(retired, tenants, active).assess(T0).standing()).isEqualTo(Standing.KEPT);
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
