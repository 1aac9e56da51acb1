package dev.compliancekit.crypto;

import dev.compliancekit.crypto.internal.engine.CipherSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The opening engines of one key, found by salt, because making a cipher ready for another key costs more than opening
 * a short message. A session that was not opened lately has to do with an engine of the thread: reading many sessions
 * once neither drives out those that are read again nor walks through the memory of all engines. Nobody waits: who
 * finds all engines claimed has one made for the moment.
 */
final class OpeningPool {

    /** In how many places the engine of a salt may be, while nobody else opens the same session. */
    private static final int WAYS = 4;

    /** How many sessions are remembered that were opened once: a power of two. */
    private static final int SEEN = 64;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final MessageKeys keys;
    private final CipherSource ciphers;
    private final AtomicReferenceArray<OpeningEngine> engines;
    private final AtomicReferenceArray<OpeningEngine> passing;
    private final AtomicLongArray seen = new AtomicLongArray(SEEN);
    private final int mask;

    /** For a number of engines that is a power of two. */
    OpeningPool(int size, MessageKeys keys, CipherSource ciphers) {
        this.keys = keys;
        this.ciphers = ciphers;
        this.engines = new AtomicReferenceArray<>(size);
        this.passing = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
    }

    /** Reads nonce, ciphertext and tag; writes the plaintext, or zeros if they do not open. */
    void open(byte[] sealed, int at, int bytes, byte[] associatedData, byte[] out, int outAt) {
        long high = 0;
        int low = 0;
        int start = (int) Thread.currentThread().getId();
        if (keys.saltBytes() > 0) {
            high = (long) LONG.get(sealed, at);
            low = (int) INT.get(sealed, at + Long.BYTES);
            start = low;
        }
        OpeningEngine engine = claim(start, high, low);
        if (engine == null) {
            make().open(high, low, sealed, at, bytes, associatedData, out, outAt);
            return;
        }
        try {
            engine.open(high, low, sealed, at, bytes, associatedData, out, outAt);
        } finally {
            engine.release();
        }
    }

    private @Nullable OpeningEngine claim(int start, long high, int low) {
        int ways = Math.min(WAYS, engines.length());
        for (int i = 0; i < ways; i++) {
            OpeningEngine engine = engineAt(engines, start + i);
            if (engine.isKeyedFor(high, low)) {
                if (engine.claim()) {
                    return engine;
                }
                // somebody else opens the same session: there is, or will be, another engine for it
                ways = Math.min(ways + 1, engines.length());
            }
        }
        if (keys.saltBytes() > 0 && isFirstSeen(start, high)) {
            OpeningEngine engine =
                    engineAt(passing, (int) Thread.currentThread().getId());
            if (engine.claim()) {
                return engine;
            }
        }
        return claimForAnotherKey(start, ways);
    }

    /** Whether a session was not opened lately; approximate, and without a claim. */
    private boolean isFirstSeen(int place, long high) {
        int at = place & (SEEN - 1);
        if (seen.getPlain(at) == high) {
            return false;
        }
        seen.setPlain(at, high);
        return true;
    }

    /** One that is not worth keeping, or else any. */
    private @Nullable OpeningEngine claimForAnotherKey(int start, int ways) {
        for (int i = 0; i < ways; i++) {
            OpeningEngine engine = engineAt(engines, start + i);
            if (!engine.wasUsedAgain() && engine.claim()) {
                return engine;
            }
        }
        for (int i = 0; i < engines.length(); i++) {
            OpeningEngine engine = engineAt(engines, start + i);
            if (engine.claim()) {
                return engine;
            }
        }
        return null;
    }

    private OpeningEngine engineAt(AtomicReferenceArray<OpeningEngine> some, int index) {
        int place = index & mask;
        OpeningEngine engine = some.getAcquire(place);
        if (engine != null) {
            return engine;
        }
        some.compareAndSet(place, null, make());
        return some.get(place);
    }

    private OpeningEngine make() {
        return new OpeningEngine(keys, new AesGcm(ciphers));
    }
}
