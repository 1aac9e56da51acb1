package dev.compliancekit.crypto.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.EpochSummary;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShreddingReachTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final EpochPolicy POLICY = new EpochPolicy(DAY, DAY.multipliedBy(4), Duration.ofHours(1), DAY);

    private static EpochRecord live(int number, Instant startedAt) {
        return new EpochRecord.Active(
                number, startedAt, Bytes.copyOf(new byte[32]), new WrappedKey("r", Bytes.copyOf(new byte[1])));
    }

    private static Assessment assess(Duration promised, Duration after, EpochRecord... records) {
        return ShreddingReach.within(() -> EpochSummary.of(List.of(records)), POLICY, promised)
                .assess(T0.plus(after));
    }

    @Test
    void thePolicyItselfMustKeepThePromise() {
        assertThat(POLICY.reach()).isEqualTo(Duration.ofHours(24 * 5 + 2));
        assertThat(POLICY.unreadableAfter(T0)).isEqualTo(T0.plus(Duration.ofHours(122)));
        assertThat(POLICY.timeToRestore()).isEqualTo(DAY.multipliedBy(3));
        Assessment tooLong = assess(DAY.multipliedBy(5), Duration.ZERO, live(1, T0));
        assertThat(tooLong.standing()).isEqualTo(Standing.BROKEN);
        assertThat(tooLong.reasons())
                .containsExactly(
                        "By the policy a copy of a shredded key can be opened for up to 122 hours; promised are 120 hours.");
        assertThat(assess(Duration.ofHours(122), Duration.ZERO, live(1, T0)).standing())
                .isEqualTo(Standing.KEPT);
    }

    @ParameterizedTest
    @CsvSource({"PT122H, KEPT", "PT122H0.001S, AT_RISK", "PT168H, AT_RISK", "PT168H0.001S, BROKEN"})
    void theOldestKeyThatLivesTellsHowFarBackCopiesOpen(Duration after, Standing standing) {
        EpochRecord gone = new EpochRecord.Destroyed(1, T0.minus(DAY), T0);
        Assessment assessment = assess(DAY.multipliedBy(7), after, gone, live(2, T0), live(3, T0.plus(DAY)));
        assertThat(assessment.standing()).isEqualTo(standing);
        assertThat(assessment.deadline()).contains(T0.plus(DAY.multipliedBy(7)));
        assertThat(assessment.figures())
                .containsExactly(
                        new Figure("shredded keys unreadable after", "122 hours"),
                        new Figure("promised", "168 hours"),
                        new Figure("age of the oldest epoch key", after.toHours() + " hours"),
                        new Figure("time to restore the newest backup of the key store", "72 hours"));
        assertThat(assessment.reasons().get(0)).contains("epoch 2");
    }

    @Test
    void withoutEpochsNothingIsProven() {
        assertThat(assess(DAY.multipliedBy(7), Duration.ZERO).standing()).isEqualTo(Standing.UNPROVEN);
        Assessment unreadable = ShreddingReach.within(
                        () -> {
                            throw new KeyUnavailableException("the epoch store is away");
                        },
                        POLICY,
                        DAY.multipliedBy(7))
                .assess(T0);
        assertThat(unreadable.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(unreadable.reasons()).containsExactly("The epochs cannot be read: the epoch store is away.");
    }

    @Test
    void policiesThatMakeNoSenseAreRefused() {
        for (Duration wrong : List.of(Duration.ZERO, DAY.negated())) {
            assertThatThrownBy(() -> new EpochPolicy(wrong, DAY, DAY, DAY)).hasMessageStartingWith("rotateEvery is ");
            assertThatThrownBy(() -> new EpochPolicy(DAY, wrong, DAY, DAY)).hasMessageStartingWith("keepFor is ");
            assertThatThrownBy(() -> new EpochPolicy(DAY, DAY, wrong, DAY)).hasMessageStartingWith("runEvery is ");
            assertThatThrownBy(() -> new EpochPolicy(DAY, DAY, DAY, wrong))
                    .hasMessageStartingWith("storeBackupEvery is ");
            assertThatThrownBy(() -> ShreddingReach.within(List::of, POLICY, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new EpochPolicy(DAY, DAY, DAY, DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the newest backup of the key store could be too old to be opened");
        assertThat(new EpochPolicy(DAY, DAY.plusMillis(1), DAY, DAY).timeToRestore())
                .isEqualTo(Duration.ofMillis(1));
    }
}
