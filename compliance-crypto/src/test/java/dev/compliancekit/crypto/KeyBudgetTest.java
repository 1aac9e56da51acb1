package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyBudgetTest {

    private static final KeyId KEY_ID = new KeyId(0x0a0b0c0d);
    private static final byte[] NONE = new byte[0];
    private static final String REFUSAL =
            "key 0a0b0c0d has sealed as much as one key of aes-256-gcm may; rotate it, and seal under the new key";

    private final SecureRandom random = new SecureRandom();

    private Aead aead(NonceMode mode, KeyBudget budget) {
        Aead.Builder builder = Aead.builder(KEY_ID, SecretBytes.random(32, random), random, new HandClock())
                .algorithm(KeyAlgorithm.AES_256_GCM)
                .nonces(mode);
        return TinkAead.of(builder, budget);
    }

    private static KeyBudget budget(long messages, long bytes) {
        return new KeyBudget(KEY_ID, KeyAlgorithm.AES_256_GCM, messages, bytes);
    }

    @Test
    void hasTheLimitsOfTheFormat() {
        KeyBudget plain = KeyBudget.of(KEY_ID, KeyAlgorithm.AES_256_GCM);
        assertThat(plain.takeMessages(Long.MAX_VALUE)).isEqualTo(4_294_967_296L);
        assertThat(plain.takeBytes(Long.MAX_VALUE)).isEqualTo(1L << 50);
        KeyBudget xaes = KeyBudget.of(KEY_ID, KeyAlgorithm.XAES_256_GCM);
        assertThat(xaes.takeMessages(Long.MAX_VALUE)).isEqualTo(1L << 48);
        assertThat(xaes.takeBytes(Long.MAX_VALUE)).isEqualTo(1L << 60);
    }

    @ParameterizedTest
    @EnumSource(NonceMode.class)
    void stopsExactlyAtTheLastMessage(NonceMode mode) {
        long already = (1L << 32) - 70_000;
        Aead aead = aead(mode, budget((1L << 32) - already, 1L << 50));
        byte[] last = NONE;
        for (int i = 0; i < 70_000; i++) {
            last = aead.encrypt(NONE, NONE);
        }
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> aead.encrypt(NONE, NONE))
                    .isExactlyInstanceOf(KeyExhaustedException.class)
                    .hasMessage(REFUSAL);
        }
        assertThat(aead.decrypt(last, NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(NonceMode.class)
    void stopsBeforeTheLastByteIsExceededAndSealsWhatStillFits(NonceMode mode) {
        Aead aead = aead(mode, budget(100, 1000));
        aead.encrypt(new byte[600], NONE);
        assertThatThrownBy(() -> aead.encrypt(new byte[401], NONE)).isInstanceOf(KeyExhaustedException.class);
        aead.encrypt(new byte[400], NONE);
        assertThatThrownBy(() -> aead.encrypt(new byte[1], NONE)).isInstanceOf(KeyExhaustedException.class);
        aead.encrypt(NONE, NONE);
    }

    @Test
    void sessionsThatEndEarlyCostOnlyWhatTheySealed() {
        Aead aead = aead(NonceMode.SESSION, budget(1000, 1L << 30));
        for (int i = 0; i < 1000; i++) {
            aead.renewSessions();
            aead.encrypt(NONE, NONE);
        }
        assertThatThrownBy(() -> aead.encrypt(NONE, NONE)).isInstanceOf(KeyExhaustedException.class);
    }

    @Test
    void leasesGiveBackWhatTheyDidNotSpend() {
        KeyBudget budget = budget(1 << 20, 1L << 30);
        Lease lease = new Lease(budget);
        for (int i = 0; i < 100; i++) {
            lease.renew(10);
            lease.spend(10);
        }
        lease.end();
        lease.end();
        StrictNonces strict = new StrictNonces(new NonceSource.Shared(budget, random, 24));
        strict.advance(7);
        strict.end();
        assertThat(budget.takeMessages(Long.MAX_VALUE)).isEqualTo((1 << 20) - 101);
        assertThat(budget.takeBytes(Long.MAX_VALUE)).isEqualTo((1L << 30) - 1007);
    }

    @Test
    void aRefusedMessageLeavesNothingInTheCallersArray() {
        Aead aead = aead(NonceMode.SESSION, budget(0, 0));
        byte[] out = new byte[100];
        assertThatThrownBy(() -> aead.encrypt(new byte[] {1, 2, 3}, NONE, out, 0))
                .isInstanceOf(KeyExhaustedException.class);
        assertThat(out).containsOnly(0);
    }

    @Test
    void manyThreadsTogetherNeverExceedIt() throws Exception {
        long limit = 3 * Lease.MESSAGES + 11;
        KeyBudget budget = budget(limit, Long.MAX_VALUE);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> takers = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                takers.add(() -> {
                    Lease lease = new Lease(budget);
                    long spent = 0;
                    try {
                        while (true) {
                            if (!lease.covers(0) || spent % 1000 == 0) {
                                lease.renew(0);
                            }
                            lease.spend(0);
                            spent++;
                        }
                    } catch (KeyExhaustedException e) {
                        return spent;
                    }
                });
            }
            long sum = 0;
            for (Future<Long> each : threads.invokeAll(takers)) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(limit);
        } finally {
            threads.shutdownNow();
        }
    }
}
