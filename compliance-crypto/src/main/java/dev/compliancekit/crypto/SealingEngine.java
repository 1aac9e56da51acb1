package dev.compliancekit.crypto;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A cipher with its nonces and the key that it seals under now. Whoever claims it has it alone until the release. */
final class SealingEngine {

    private final AtomicBoolean claimed = new AtomicBoolean();
    private final MessageKeys keys;
    private final NonceSource nonces;
    private final AesGcm gcm;
    private @Nullable SecretKey key;

    SealingEngine(MessageKeys keys, NonceSource nonces, AesGcm gcm) {
        this.keys = keys;
        this.nonces = nonces;
        this.gcm = gcm;
    }

    boolean claim() {
        return !claimed.getPlain() && claimed.compareAndSet(false, true);
    }

    void release() {
        claimed.setRelease(false);
    }

    /** Ends an engine that nobody will claim again. */
    void retire() {
        nonces.end();
    }

    /** Writes nonce, ciphertext and tag into {@code out}, which must not overlap the plaintext. */
    void seal(byte[] plaintext, int plaintextAt, int plaintextBytes, byte[] associatedData, byte[] out, int outAt) {
        byte[] nonce = nonces.nonce();
        SecretKey current = key;
        if (nonces.advance(plaintextBytes) || current == null) {
            // none at all, should deriving fail: the former one does not belong to this nonce
            key = null;
            current = keys.keyFor(nonce, 0);
            key = current;
        }
        gcm.startEncrypting(current, nonce, nonce.length - AesGcm.NONCE_BYTES, associatedData);
        System.arraycopy(nonce, 0, out, outAt, nonce.length);
        gcm.encrypt(plaintext, plaintextAt, plaintextBytes, out, outAt + nonce.length);
    }
}
