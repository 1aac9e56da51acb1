package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.crypto.internal.engine.CipherSource;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class EnginePoolsTest {

    private static final byte[] NONE = new byte[0];

    private static final long MESSAGES = 1L << 40;

    private final SecureRandom random = new SecureRandom();
    private final MessageKeys keys = new XaesKeys(random.generateSeed(32), CipherSource.jdk());
    private final KeyBudget budget = new KeyBudget(new KeyId(1), KeyAlgorithm.XAES_256_GCM, MESSAGES, 1L << 40);
    private final AtomicInteger made = new AtomicInteger();

    private SealingEngine newEngine() {
        made.incrementAndGet();
        NonceSource nonces =
                new SessionNonces(new NonceSource.Shared(budget, random, 24), new HandClock(), new AtomicInteger());
        return new SealingEngine(keys, nonces, new AesGcm(CipherSource.jdk()));
    }

    private static byte[] seal(SealingPool pool, byte[] plaintext) {
        byte[] out = new byte[24 + plaintext.length + 16];
        pool.seal(plaintext, 0, plaintext.length, NONE, out, 0);
        return out;
    }

    @Test
    void oneThreadUsesOneEngineAndOneSession() {
        SealingPool pool = new SealingPool(8, this::newEngine);
        byte[] salt = Arrays.copyOf(seal(pool, NONE), 12);
        for (int i = 0; i < 100; i++) {
            assertThat(Arrays.copyOf(seal(pool, NONE), 12)).isEqualTo(salt);
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void whoFindsAllEnginesClaimedSealsWithOneOfTheMomentThatGivesItsBudgetBack() {
        SealingEngine only = newEngine();
        Iterator<SealingEngine> engines = List.of(only, newEngine()).iterator();
        SealingPool pool = new SealingPool(1, engines::next);
        seal(pool, NONE);
        long left = Lease.MESSAGES;
        assertThat(only.claim()).isTrue();
        assertThat(only.claim()).isFalse();
        byte[] sealed = seal(pool, new byte[] {42});
        only.release();
        assertThat(open(new OpeningPool(1, keys, CipherSource.jdk()), sealed)).containsExactly(42);
        // one lease is out with the engine of the pool, one message was sealed by the other
        assertThat(budget.takeMessages(Long.MAX_VALUE)).isEqualTo(MESSAGES - left - 1);
    }

    private static byte[] open(OpeningPool pool, byte[] sealed) {
        byte[] out = new byte[sealed.length - 40];
        pool.open(sealed, 0, sealed.length, NONE, out, 0);
        return out;
    }

    @Test
    void opensManySessionsInAnyOrderWithFewEngines() {
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sealed.add(seal(new SealingPool(1, this::newEngine), new byte[] {(byte) i}));
        }
        for (int size : new int[] {1, 2, 16}) {
            OpeningPool pool = new OpeningPool(size, keys, CipherSource.jdk());
            for (int i = 0; i < 2000; i++) {
                int at = random.nextInt(sealed.size());
                assertThat(open(pool, sealed.get(at))).containsExactly((byte) at);
            }
        }
    }

    /** Counts how often a cipher is made ready for a key, and can do something meanwhile. */
    private static final class WatchedKeys implements MessageKeys {

        private final MessageKeys keys;
        private final Deque<Runnable> meanwhile = new ArrayDeque<>();
        private int derived;

        WatchedKeys(MessageKeys keys) {
            this.keys = keys;
        }

        @Override
        public int saltBytes() {
            return keys.saltBytes();
        }

        @Override
        public SecretKey keyFor(byte[] nonce, int saltAt) {
            derived++;
            Runnable next = meanwhile.poll();
            if (next != null) {
                next.run();
            }
            return keys.keyFor(nonce, saltAt);
        }
    }

    /** A message of a session of its own, whose salt ends in a number. */
    private byte[] sealedWithSalt(int number) {
        byte[] nonce = ByteBuffer.allocate(24)
                .putInt(0, number * 7919)
                .putInt(8, number)
                .array();
        AesGcm gcm = new AesGcm(CipherSource.jdk());
        gcm.startEncrypting(keys.keyFor(nonce, 0), nonce, 12, NONE);
        byte[] sealed = Arrays.copyOf(nonce, 24 + 1 + 16);
        gcm.encrypt(new byte[] {(byte) number}, 0, 1, sealed, 24);
        return sealed;
    }

    @Test
    void theRecordsOfOneSessionNeedItsKeyTwiceAtMost() {
        WatchedKeys watched = new WatchedKeys(keys);
        OpeningPool pool = new OpeningPool(16, watched, CipherSource.jdk());
        for (int i = 0; i < 100; i++) {
            assertThat(open(pool, sealedWithSalt(3))).containsExactly(3);
        }
        assertThat(watched.derived).isEqualTo(2);
    }

    @Test
    void readingManySessionsOnceDrivesNobodyOutWhoComesAgain() {
        WatchedKeys watched = new WatchedKeys(keys);
        OpeningPool pool = new OpeningPool(16, watched, CipherSource.jdk());
        for (int round = 0; round < 3; round++) {
            for (int hot = 0; hot < 16; hot++) {
                open(pool, sealedWithSalt(1 + hot));
            }
        }
        assertThat(watched.derived).isEqualTo(32);
        for (int round = 0; round < 20; round++) {
            for (int once = 0; once < 10; once++) {
                open(pool, sealedWithSalt(1000 + 10 * round + once));
            }
            for (int hot = 0; hot < 16; hot++) {
                open(pool, sealedWithSalt(1 + hot));
            }
        }
        assertThat(watched.derived).isEqualTo(32 + 200);
    }

    @Test
    void aSessionThatComesAgainTakesThePlaceOfOneThatDoesNot() {
        WatchedKeys watched = new WatchedKeys(keys);
        OpeningPool pool = new OpeningPool(1, watched, CipherSource.jdk());
        for (int number : new int[] {64, 128}) {
            for (int i = 0; i < 5; i++) {
                assertThat(open(pool, sealedWithSalt(number))).containsExactly((byte) number);
            }
        }
        assertThat(watched.derived).isEqualTo(4);
    }

    @Test
    void whoFindsItsEngineClaimedOpensWithAnother() {
        WatchedKeys watched = new WatchedKeys(keys);
        OpeningPool pool = new OpeningPool(2, watched, CipherSource.jdk());
        List<Integer> opened = new ArrayList<>();
        for (int depth = 0; depth < 8; depth++) {
            watched.meanwhile.add(() -> opened.add((int) open(pool, sealedWithSalt(5))[0]));
        }
        assertThat(open(pool, sealedWithSalt(5))).containsExactly(5);
        assertThat(opened).hasSize(8).containsOnly(5);
        int before = watched.derived;
        for (int i = 0; i < 10; i++) {
            assertThat(open(pool, sealedWithSalt(5))).containsExactly(5);
        }
        assertThat(watched.derived).isEqualTo(before);
    }

    @Test
    void withoutSaltsAnyEngineServes() {
        byte[] key = random.generateSeed(32);
        WatchedKeys watched = new WatchedKeys(new OneKey(key));
        OpeningPool pool = new OpeningPool(16, watched, CipherSource.jdk());
        AesGcm gcm = new AesGcm(CipherSource.jdk());
        byte[] sealed = new byte[12 + 1 + 16];
        gcm.startEncrypting(new OneKey(key).keyFor(sealed, 0), sealed, 0, NONE);
        gcm.encrypt(new byte[] {9}, 0, 1, sealed, 12);
        byte[] out = new byte[1];
        for (int i = 0; i < 20; i++) {
            pool.open(sealed, 0, sealed.length, NONE, out, 0);
            assertThat(out).containsExactly(9);
        }
        assertThat(watched.derived).isEqualTo(1);
    }

    @Test
    void aSaltOfZerosIsASaltLikeAnyOther() {
        byte[] nonce = new byte[24];
        AesGcm gcm = new AesGcm(CipherSource.jdk());
        gcm.startEncrypting(keys.keyFor(nonce, 0), nonce, 12, NONE);
        byte[] sealed = new byte[24 + 3 + 16];
        gcm.encrypt(new byte[] {1, 2, 3}, 0, 3, sealed, 24);
        OpeningPool pool = new OpeningPool(4, keys, CipherSource.jdk());
        assertThat(open(pool, sealed)).containsExactly(1, 2, 3);
        assertThat(open(pool, sealed)).containsExactly(1, 2, 3);
    }

    @Test
    void anEngineIsFreeAgainAfterARefusal() {
        OpeningPool pool = new OpeningPool(1, keys, CipherSource.jdk());
        byte[] sealed = seal(new SealingPool(1, this::newEngine), new byte[] {7});
        for (int i = 0; i < 10; i++) {
            sealed[30] ^= 1;
            assertThatThrownBy(() -> open(pool, sealed)).isInstanceOf(DecryptionException.class);
            sealed[30] ^= 1;
            assertThat(open(pool, sealed)).containsExactly(7);
        }
    }

    @Test
    void manyThreadsMayOpenOneSessionAndManyAtOnce() throws Exception {
        OpeningPool pool = new OpeningPool(16, keys, CipherSource.jdk());
        SealingPool sealing = new SealingPool(4, this::newEngine);
        ExecutorService threads = Executors.newFixedThreadPool(24);
        CountDownLatch start = new CountDownLatch(24);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < 24; t++) {
                byte[] plaintext = {(byte) t};
                tasks.add(() -> {
                    start.countDown();
                    start.await();
                    int good = 0;
                    for (int i = 0; i < 1000; i++) {
                        good += open(pool, seal(sealing, plaintext))[0] == plaintext[0] ? 1 : 0;
                    }
                    return good;
                });
            }
            for (Future<Integer> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isEqualTo(1000);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void thereAreAsManyEnginesAsProcessorsWithinBounds() {
        assertThat(TinkAead.enginesFor(1)).isEqualTo(4);
        assertThat(TinkAead.enginesFor(4)).isEqualTo(4);
        assertThat(TinkAead.enginesFor(5)).isEqualTo(8);
        assertThat(TinkAead.enginesFor(32)).isEqualTo(32);
        assertThat(TinkAead.enginesFor(33)).isEqualTo(64);
        assertThat(TinkAead.enginesFor(500)).isEqualTo(64);
    }
}
