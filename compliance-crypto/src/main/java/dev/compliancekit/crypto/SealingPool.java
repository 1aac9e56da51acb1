package dev.compliancekit.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * The sealing engines of one key. A thread starts looking at a place of its own, so that few threads meet. Nobody
 * waits: who finds all engines claimed has one made for the moment.
 */
final class SealingPool {

    private final Supplier<SealingEngine> maker;
    private final AtomicReferenceArray<SealingEngine> engines;
    private final int mask;

    /** For a number of engines that is a power of two. */
    SealingPool(int size, Supplier<SealingEngine> maker) {
        this.maker = maker;
        this.engines = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
    }

    /** As {@link SealingEngine#seal}. */
    void seal(byte[] plaintext, int plaintextAt, int plaintextBytes, byte[] associatedData, byte[] out, int outAt) {
        int start = (int) Thread.currentThread().getId();
        for (int i = start; i <= start + mask; i++) {
            SealingEngine engine = engineAt(i & mask);
            if (engine.claim()) {
                try {
                    engine.seal(plaintext, plaintextAt, plaintextBytes, associatedData, out, outAt);
                } finally {
                    engine.release();
                }
                return;
            }
        }
        SealingEngine spare = maker.get();
        try {
            spare.seal(plaintext, plaintextAt, plaintextBytes, associatedData, out, outAt);
        } finally {
            spare.retire();
        }
    }

    private SealingEngine engineAt(int place) {
        SealingEngine engine = engines.getAcquire(place);
        if (engine != null) {
            return engine;
        }
        engines.compareAndSet(place, null, maker.get());
        return engines.get(place);
    }
}
