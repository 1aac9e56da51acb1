package dev.compliancekit.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** C2SP XAES-256-GCM behind Tink's prefix. */
final class Xaes256Gcm implements Aead {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 24;
    static final int TAG_BYTES = 16;
    static final int OVERHEAD_BYTES = TinkPrefix.BYTES + NONCE_BYTES + TAG_BYTES;

    /** Some virtual machines refuse arrays of the last few sizes. */
    private static final int MAX_PLAINTEXT_BYTES = 2_147_483_000;

    /** Making an engine costs more than a short message; more threads than this at once make one each. */
    private static final int IDLE_ENGINES = 8;

    private final KeyId keyId;
    private final SecureRandom random;
    private final XaesEngine.Key key;
    private final AtomicReferenceArray<XaesEngine> idle = new AtomicReferenceArray<>(IDLE_ENGINES);

    Xaes256Gcm(KeyId keyId, SecretBytes key, SecureRandom random) {
        this.keyId = Objects.requireNonNull(keyId, "keyId");
        this.random = Objects.requireNonNull(random, "random");
        if (key.size() != KEY_BYTES) {
            throw new IllegalArgumentException("key has " + key.size() + " bytes; accepted are " + KEY_BYTES);
        }
        byte[] bytes = key.toByteArray();
        try {
            this.key = new XaesEngine.Key(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static boolean isCandidate(byte[] ciphertext) {
        return ciphertext.length >= OVERHEAD_BYTES && TinkPrefix.isPresent(ciphertext);
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        Objects.requireNonNull(associatedData, "associatedData");
        if (plaintext.length > MAX_PLAINTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "plaintext has " + plaintext.length + " bytes; accepted are at most " + MAX_PLAINTEXT_BYTES);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] out = new byte[plaintext.length + OVERHEAD_BYTES];
        TinkPrefix.write(keyId, out);
        System.arraycopy(nonce, 0, out, TinkPrefix.BYTES, NONCE_BYTES);
        XaesEngine engine = take();
        engine.encrypt(nonce, associatedData, plaintext, out, TinkPrefix.BYTES + NONCE_BYTES);
        give(engine);
        return out;
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
        Objects.requireNonNull(associatedData, "associatedData");
        if (!isCandidate(ciphertext) || !TinkPrefix.readKeyId(ciphertext).equals(keyId)) {
            throw new DecryptionException();
        }
        int sealedAt = TinkPrefix.BYTES + NONCE_BYTES;
        byte[] nonce = Arrays.copyOfRange(ciphertext, TinkPrefix.BYTES, sealedAt);
        XaesEngine engine = take();
        try {
            return engine.decrypt(nonce, associatedData, ciphertext, sealedAt);
        } finally {
            give(engine);
        }
    }

    private XaesEngine take() {
        for (int i = 0; i < IDLE_ENGINES; i++) {
            XaesEngine engine = idle.getAndSet(i, null);
            if (engine != null) {
                return engine;
            }
        }
        return new XaesEngine(key);
    }

    private void give(XaesEngine engine) {
        for (int i = 0; i < IDLE_ENGINES; i++) {
            if (idle.compareAndSet(i, null, engine)) {
                return;
            }
        }
    }
}
