package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.spi.LegalHoldSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LegalHoldSource} promises. Extend it, and say how holds are placed and how the register is cut off.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class LegalHoldSourceContract {

    /** What the clock of a source shows during the tests, if it has one. */
    protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private static final int THREADS = 8;

    /** For the classes that inherit the contract. */
    protected LegalHoldSourceContract() {}

    /**
     * Opens the source under test. Called once for each test.
     *
     * @return a source over an empty register
     */
    protected abstract LegalHoldSource openSource();

    /**
     * Puts a hold into the register, or replaces the one of its id, and returns when the register has acknowledged it.
     *
     * @param hold the hold, placed or released
     */
    protected abstract void register(LegalHold hold);

    /** Cuts the source under test off from the register. */
    protected abstract void disconnect();

    /** A hold is in the answer once its placing was acknowledged. */
    @Test
    public final void aHoldIsInTheAnswerOnceItsPlacingWasAcknowledged() {
        LegalHoldSource source = openSource();
        for (int i = 0; i < 5; i++) {
            register(hold("case-" + i, Scope.of(ACME)));

            assertThat(source.holdsOn(ACME)).hasSize(i + 1).contains(hold("case-" + i, Scope.of(ACME)));
        }
    }

    /** A hold on a subject is in the answer for its tenant. */
    @Test
    public final void aHoldOnASubjectIsInTheAnswerForItsTenant() {
        LegalHoldSource source = openSource();
        LegalHold hold = hold("case-1", Scope.of(ACME, new SubjectId("s-1")));

        register(hold);

        assertThat(source.holdsOn(ACME)).containsExactly(hold);
    }

    /** A released hold stays in the answer while its delay runs. */
    @Test
    public final void aReleasedHoldStaysInTheAnswerWhileItsDelayRuns() {
        LegalHoldSource source = openSource();
        LegalHold released =
                hold("case-1", Scope.of(ACME)).withDelay(Duration.ofDays(30)).released(NOW.minusSeconds(60));
        register(hold("case-1", Scope.of(ACME)));

        register(released);

        assertThat(source.holdsOn(ACME)).containsExactly(released);
    }

    /** A tenant without holds has none. */
    @Test
    public final void aTenantWithoutHoldsHasNone() {
        LegalHoldSource source = openSource();
        register(hold("case-1", Scope.of(ACME)));

        assertThat(source.holdsOn(GLOBEX)).isEmpty();
    }

    /** A register that cannot be asked throws. */
    @Test
    public final void aRegisterThatCannotBeAskedThrows() {
        LegalHoldSource source = openSource();
        register(hold("case-1", Scope.of(ACME)));
        source.holdsOn(ACME);

        disconnect();

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> source.holdsOn(ACME));
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> source.holdsOn(GLOBEX));
    }

    /** Many threads may ask at once. */
    @Test
    public final void manyThreadsMayAskAtOnce() {
        LegalHoldSource source = openSource();
        List<LegalHold> holds = IntStream.range(0, THREADS)
                .mapToObj(i -> hold("case-" + i, Scope.of(new TenantId("tenant-" + i))))
                .toList();
        holds.forEach(this::register);

        List<List<LegalHold>> answers = Concurrently.run(THREADS, 1, i -> source.holdsOn(new TenantId("tenant-" + i)));

        assertThat(answers)
                .containsExactlyElementsOf(holds.stream().map(List::of).toList());
    }

    private static LegalHold hold(String id, Scope scope) {
        return LegalHold.place(id, scope, "a dispute is in court", NOW.minusSeconds(3600));
    }
}
