package dev.compliancekit.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Random salt and random 96-bit start, then counted up: {@link NonceMode#SESSION}. Within a session nonces differ by
 * construction; two sessions overlap only if their salts are equal and their starts closer than 2^16. For AES-256-GCM,
 * which has no salt, this is the second form of the RBG-based construction of NIST SP 800-38D section 8.2.2.
 */
final class SessionNonces implements NonceSource {

    static final long MAX_AGE_MILLIS = Duration.ofMinutes(10).toMillis();

    /** Looking at the clock costs a tenth of a short message, so an engine that never rests looks less often. */
    static final int UNWATCHED_MESSAGES = 15;

    static final long BUSY_MILLIS = 10;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Shared shared;
    private final InstantSource clock;
    private final AtomicInteger generation;
    private final Lease lease;
    private final byte[] nonce;
    private int sessionGeneration;
    private long startedAtMillis;
    private long lookedAtMillis;
    private int unwatched;

    /**
     * Nothing is drawn before the first message.
     *
     * @param generation goes up when all sessions are to end at once
     */
    SessionNonces(Shared shared, InstantSource clock, AtomicInteger generation) {
        this.shared = shared;
        this.clock = clock;
        this.generation = generation;
        this.lease = new Lease(shared.budget());
        this.nonce = new byte[shared.nonceBytes()];
    }

    @Override
    public boolean advance(int plaintextBytes) {
        if (lease.covers(plaintextBytes) && generation.get() == sessionGeneration && isYoung()) {
            lease.spend(plaintextBytes);
            increment();
            return false;
        }
        // nothing is left to spend until the new session is complete, should one of these steps fail
        lease.end();
        unwatched = 0;
        sessionGeneration = generation.get();
        startedAtMillis = clock.millis();
        lookedAtMillis = startedAtMillis;
        shared.random().nextBytes(nonce);
        lease.renew(plaintextBytes);
        lease.spend(plaintextBytes);
        return true;
    }

    /** A clock that went back ends the session as well. */
    private boolean isYoung() {
        if (unwatched > 0) {
            unwatched--;
            return true;
        }
        long nowMillis = clock.millis();
        unwatched = nowMillis - lookedAtMillis < BUSY_MILLIS ? UNWATCHED_MESSAGES : 0;
        lookedAtMillis = nowMillis;
        long age = nowMillis - startedAtMillis;
        return age >= 0 && age < MAX_AGE_MILLIS;
    }

    /** Adds 1 to the last 96 bits. */
    private void increment() {
        int lowAt = nonce.length - Long.BYTES;
        long low = (long) LONG.get(nonce, lowAt) + 1;
        LONG.set(nonce, lowAt, low);
        if (low == 0) {
            int highAt = lowAt - Integer.BYTES;
            INT.set(nonce, highAt, (int) INT.get(nonce, highAt) + 1);
        }
    }

    @Override
    public byte[] nonce() {
        return nonce;
    }

    @Override
    public void end() {
        lease.end();
    }
}
