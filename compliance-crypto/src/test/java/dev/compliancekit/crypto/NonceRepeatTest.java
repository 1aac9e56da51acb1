package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No nonce twice. The long form, {@code -Dnonces=100000000}, draws 10^8 in one process; restarts and forks are whole in
 * both forms.
 */
class NonceRepeatTest {

    private static final KeyId KEY_ID = new KeyId(7);
    private static final InstantSource CLOCK = InstantSource.system();

    private static SessionNonces source(SecureRandom random) {
        KeyBudget budget = KeyBudget.of(KEY_ID, KeyAlgorithm.XAES_256_GCM);
        return new SessionNonces(new NonceSource.Shared(budget, random, 24), CLOCK, new AtomicInteger());
    }

    /** A session as what it may use up: one salt, and an interval of numbers. */
    private record Session(BigInteger salt, BigInteger start, int messages) {

        static Session from(byte[] nonce, int messages) {
            return new Session(
                    new BigInteger(1, Arrays.copyOf(nonce, 12)),
                    new BigInteger(1, Arrays.copyOfRange(nonce, 12, 24)),
                    messages);
        }

        boolean meets(Session next) {
            return salt.equals(next.salt)
                    && start.add(BigInteger.valueOf(messages)).compareTo(next.start) > 0;
        }
    }

    @Test
    @Tag("long")
    void everyNonceOfOneProcessIsTheNextOfItsSessionAndNoSessionsMeet() {
        int nonces = Integer.getInteger("nonces", 10_000_000);
        SessionNonces source = source(new SecureRandom());
        List<Session> sessions = new ArrayList<>();
        byte[] first = new byte[24];
        int messages = 0;
        for (int i = 0; i < nonces; i++) {
            if (source.advance(0)) {
                sessions.add(Session.from(first, messages));
                first = source.nonce().clone();
                messages = 0;
            }
            long low = ByteBuffer.wrap(source.nonce()).getLong(16);
            assertEqual(low, ByteBuffer.wrap(first).getLong(16) + messages);
            messages++;
        }
        sessions.add(Session.from(first, messages));
        sessions.remove(0);
        assertThat(sessions.stream().mapToLong(Session::messages).sum()).isEqualTo(nonces);
        assertThat(sessions).hasSizeBetween(nonces / 65_536, nonces / 65_536 + 2 + nonces / 1_000_000);
        sessions.sort(Comparator.comparing(Session::salt).thenComparing(Session::start));
        for (int i = 1; i < sessions.size(); i++) {
            assertThat(sessions.get(i - 1).meets(sessions.get(i))).isFalse();
        }
    }

    /** Without an object for each of so many. */
    private static void assertEqual(long one, long other) {
        if (one != other) {
            assertThat(one).isEqualTo(other);
        }
    }

    /** By value: 64 bits mixed from all 192, among which chance alone gives a repeat in 1 of 300,000 runs. */
    @Test
    @Tag("long")
    void tenMillionNoncesOverAThousandRestartsAreAllDifferent() {
        long[] seen = new long[10_000_000];
        int at = 0;
        for (int restart = 0; restart < 1000; restart++) {
            SessionNonces source = source(new SecureRandom());
            for (int i = 0; i < 10_000; i++) {
                source.advance(0);
                seen[at++] = mixed(source.nonce());
            }
        }
        assertAllDifferent(seen);
    }

    private static void assertAllDifferent(long[] seen) {
        Arrays.sort(seen);
        for (int i = 1; i < seen.length; i++) {
            if (seen[i - 1] == seen[i]) {
                throw new AssertionError("a nonce came twice");
            }
        }
    }

    private static long mixed(byte[] nonce) {
        ByteBuffer in = ByteBuffer.wrap(nonce);
        long hash = 0;
        for (int i = 0; i < 3; i++) {
            hash = (hash ^ in.getLong()) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    @Test
    void forksOfOneSnapshotRepeatNoncesUnlessTheSessionsAreRenewed() throws Exception {
        SecureRandom atSnapshot = SecureRandom.getInstance("SHA1PRNG");
        atSnapshot.nextBytes(new byte[1]);
        assertThat(noncesOfForks(atSnapshot, false)).isLessThan(8 * 1000);
        assertThat(noncesOfForks(atSnapshot, true)).isEqualTo(8 * 1000);
    }

    /** How many different nonces 8 copies of one process write, 1,000 each. */
    private static int noncesOfForks(SecureRandom atSnapshot, boolean renew) throws Exception {
        byte[] key = new byte[32];
        Set<ByteBuffer> nonces = new HashSet<>();
        for (int fork = 0; fork < 8; fork++) {
            SecureRandom random = copyOf(atSnapshot);
            Aead aead =
                    Aead.builder(KEY_ID, SecretBytes.copyOf(key), random, CLOCK).build();
            aead.encrypt(key, key);
            if (renew) {
                aead.renewSessions();
            }
            for (int i = 0; i < 1000; i++) {
                nonces.add(ByteBuffer.wrap(aead.encrypt(key, key), 5, 24).slice());
            }
        }
        return nonces.size();
    }

    /** With its whole state, as a copied process image has it. */
    private static SecureRandom copyOf(SecureRandom random) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(random);
        }
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return (SecureRandom) objects.readObject();
        }
    }

    @Test
    void aThreadThatIsBusyWhileSessionsAreRenewedHasANewSessionForItsNextMessage() throws InterruptedException {
        Aead aead = Aead.builder(KEY_ID, SecretBytes.random(32, new SecureRandom()), new SecureRandom(), CLOCK)
                .build();
        Set<ByteBuffer> before = ConcurrentHashMap.newKeySet();
        Set<ByteBuffer> after = ConcurrentHashMap.newKeySet();
        AtomicInteger phase = new AtomicInteger();
        Runnable work = () -> {
            for (int written = 0; written < 500; ) {
                int started = phase.get();
                byte[] sealed = aead.encrypt(new byte[10], new byte[0]);
                ByteBuffer salt = ByteBuffer.wrap(sealed, 5, 12).slice();
                if (phase.get() == 0) {
                    before.add(salt);
                }
                if (started == 2) {
                    after.add(salt);
                    written++;
                }
            }
        };
        Thread[] threads = {new Thread(work), new Thread(work), new Thread(work)};
        for (Thread thread : threads) {
            thread.start();
        }
        while (before.isEmpty()) {
            Thread.onSpinWait();
        }
        phase.set(1);
        aead.renewSessions();
        phase.set(2);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(before).isNotEmpty();
        assertThat(after).isNotEmpty().doesNotContainAnyElementsOf(before);
    }
}
