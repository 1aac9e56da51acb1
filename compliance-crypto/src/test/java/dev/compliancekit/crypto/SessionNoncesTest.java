package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionNoncesTest {

    private static final KeyId KEY_ID = new KeyId(7);

    private final HandClock clock = new HandClock();
    private final AtomicInteger generation = new AtomicInteger();
    private final SessionNonces nonces = new SessionNonces(shared(new SecureRandom(), 24), clock, generation);

    private static NonceSource.Shared shared(SecureRandom random, int nonceBytes) {
        return new NonceSource.Shared(KeyBudget.of(KEY_ID, KeyAlgorithm.XAES_256_GCM), random, nonceBytes);
    }

    /** Whether the next message is the first of a new session. */
    private boolean renewsFor(int plaintextBytes) {
        byte[] saltBefore = Arrays.copyOf(nonces.nonce(), 12);
        boolean renewed = nonces.advance(plaintextBytes);
        assertThat(Arrays.equals(saltBefore, Arrays.copyOf(nonces.nonce(), 12))).isNotEqualTo(renewed);
        return renewed;
    }

    private void staysFor(int messages) {
        for (int i = 0; i < messages; i++) {
            assertThat(renewsFor(0)).as("message %d", i).isFalse();
        }
    }

    @Test
    void countsAll96BitsUpFromTheRandomStart() {
        assertCounts("0a".repeat(12), "000000000000000000000000", "000000000000000000000001");
        assertCounts("0b".repeat(12), "0000000000000000000000ff", "000000000000000000000100");
        assertCounts("0c".repeat(12), "00000000ffffffffffffffff", "000000010000000000000000");
        assertCounts("0d".repeat(12), "7fffffffffffffffffffffff", "800000000000000000000000");
        assertCounts("0e".repeat(12), "ffffffffffffffffffffffff", "000000000000000000000000");
        assertCounts("", "00000000ffffffffffffffff", "000000010000000000000000");
    }

    private void assertCounts(String salt, String start, String next) {
        byte[] drawn = HexFormat.of().parseHex(salt + start);
        SessionNonces source = new SessionNonces(shared(new FixedRandom(drawn), drawn.length), clock, generation);
        assertThat(source.advance(1)).isTrue();
        assertThat(HexFormat.of().formatHex(source.nonce())).isEqualTo(salt + start);
        assertThat(source.advance(1)).isFalse();
        assertThat(HexFormat.of().formatHex(source.nonce())).isEqualTo(salt + next);
    }

    @Test
    void aSessionEndsAfter65536Messages() {
        assertThat(renewsFor(0)).isTrue();
        staysFor(65_535);
        assertThat(renewsFor(0)).isTrue();
        staysFor(1);
    }

    @Test
    void aSessionEndsBefore64MebibytesAreExceeded() {
        assertThat(renewsFor(32 << 20)).isTrue();
        assertThat(renewsFor((32 << 20) - 1)).isFalse();
        assertThat(renewsFor(1)).isFalse();
        assertThat(renewsFor(0)).isFalse();
        assertThat(renewsFor(1)).isTrue();
    }

    @Test
    void aMessageLargerThanASessionHasOneOfItsOwn() {
        assertThat(renewsFor(0)).isTrue();
        assertThat(renewsFor(Integer.MAX_VALUE)).isTrue();
        assertThat(renewsFor(0)).isFalse();
        assertThat(renewsFor(1)).isTrue();
    }

    @Test
    void aSessionEndsAfterTenMinutes() {
        assertThat(renewsFor(0)).isTrue();
        staysFor(100);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        staysFor(1 + SessionNonces.UNWATCHED_MESSAGES);
        clock.advance(Duration.ofMillis(1));
        staysFor(0);
        assertThat(untilRenewed()).isLessThanOrEqualTo(SessionNonces.UNWATCHED_MESSAGES);
    }

    @Test
    void anEngineThatRestsLooksAtTheClockForEveryMessage() {
        assertThat(renewsFor(0)).isTrue();
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMillis(SessionNonces.BUSY_MILLIS));
            int before = clock.looks();
            staysFor(1);
            assertThat(clock.looks()).isEqualTo(before + 1);
        }
        clock.advance(Duration.ofMinutes(10));
        assertThat(renewsFor(0)).isTrue();
    }

    @Test
    void anEngineThatNeverRestsLooksAtTheClockForEverySixteenthMessage() {
        assertThat(renewsFor(0)).isTrue();
        int before = clock.looks();
        staysFor(1600);
        assertThat(clock.looks()).isEqualTo(before + 100);
    }

    @Test
    void anEngineThatNeverRestedEndsItsSessionAtTheSixteenthMessageLater() {
        assertThat(renewsFor(0)).isTrue();
        staysFor(1);
        clock.advance(Duration.ofDays(1));
        assertThat(untilRenewed()).isEqualTo(SessionNonces.UNWATCHED_MESSAGES);
    }

    /** How many messages still belong to the session. */
    private int untilRenewed() {
        int stayed = 0;
        while (!renewsFor(0)) {
            stayed++;
        }
        return stayed;
    }

    @Test
    void aClockThatWentBackEndsTheSession() {
        assertThat(renewsFor(0)).isTrue();
        clock.advance(Duration.ofMillis(-1));
        assertThat(renewsFor(0)).isTrue();
    }

    @Test
    void aNewGenerationEndsTheSessionAtOnceAlsoOfABusyEngine() {
        assertThat(renewsFor(0)).isTrue();
        staysFor(5);
        generation.incrementAndGet();
        assertThat(renewsFor(0)).isTrue();
        staysFor(5);
    }

    @Test
    void afterAFailedRenewalNothingOfTheFormerSessionIsUsed() {
        FailingRandom random = new FailingRandom();
        SessionNonces source = new SessionNonces(shared(random, 24), clock, generation);
        assertThat(source.advance(0)).isTrue();
        generation.incrementAndGet();
        random.fail = true;
        assertThatThrownBy(() -> source.advance(0)).hasMessage("no entropy");
        assertThatThrownBy(() -> source.advance(0)).hasMessage("no entropy");
        random.fail = false;
        assertThat(source.advance(0)).isTrue();
        assertThat(source.advance(0)).isFalse();
    }

    @Test
    void strictNoncesAreDrawnWholeForEveryMessage() {
        byte[] drawn = new byte[24 * 20];
        new SecureRandom().nextBytes(drawn);
        StrictNonces source = new StrictNonces(shared(new FixedRandom(drawn), 24));
        for (int i = 0; i < 20; i++) {
            assertThat(source.advance(0)).isTrue();
            assertThat(source.nonce()).isEqualTo(Arrays.copyOfRange(drawn, 24 * i, 24 * i + 24));
        }
    }

    /** Fails when told to, after writing some bytes. */
    private static final class FailingRandom extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private boolean fail;

        @Override
        public void nextBytes(byte[] bytes) {
            if (fail) {
                Arrays.fill(bytes, 0, 8, (byte) 1);
                throw new IllegalStateException("no entropy");
            }
            super.nextBytes(bytes);
        }
    }
}
