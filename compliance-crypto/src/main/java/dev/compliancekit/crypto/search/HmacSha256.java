package dev.compliancekit.crypto.search;

import dev.compliancekit.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104) under one key, for any number of threads. */
final class HmacSha256 implements AutoCloseable {

    private static final String ALGORITHM = "HmacSHA256";

    /** Making an engine costs more than a short message; more threads than this at once make one each. */
    private static final int IDLE_ENGINES = 8;

    private final Engines engines;
    private final SecretBytes key;
    private final AtomicReferenceArray<Mac> idle = new AtomicReferenceArray<>(IDLE_ENGINES);
    private volatile boolean closed;

    /** Where engines come from. */
    @FunctionalInterface
    interface Engines {
        Mac of(String algorithm) throws GeneralSecurityException;
    }

    /** Takes the key, and makes a first engine, so that a provider without it is refused here. */
    HmacSha256(SecretBytes key, Engines engines) {
        this.key = key;
        this.engines = engines;
        give(take());
    }

    byte[] of(byte[] message) {
        Mac engine = take();
        byte[] tag = engine.doFinal(message);
        give(engine);
        return tag;
    }

    private Mac take() {
        for (int i = 0; i < IDLE_ENGINES; i++) {
            Mac engine = idle.getAndSet(i, null);
            if (engine != null) {
                return engine;
            }
        }
        byte[] bytes = key.toByteArray();
        try {
            Mac engine = engines.of(ALGORITHM);
            engine.init(new SecretKeySpec(bytes, ALGORITHM));
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has no HMAC with SHA-256; use one that has", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void give(Mac engine) {
        for (int i = 0; i < IDLE_ENGINES && !closed; i++) {
            if (idle.compareAndSet(i, null, engine)) {
                break;
            }
        }
        if (closed) {
            forgetEngines();
        }
    }

    private void forgetEngines() {
        for (int i = 0; i < IDLE_ENGINES; i++) {
            idle.set(i, null);
        }
    }

    /** Wipes the key and forgets every engine, also one that is at work. */
    @Override
    public void close() {
        closed = true;
        key.close();
        forgetEngines();
    }
}
