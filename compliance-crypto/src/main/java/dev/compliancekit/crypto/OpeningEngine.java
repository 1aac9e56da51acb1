package dev.compliancekit.crypto;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A cipher that remembers the key of the last salt. Whoever claims it has it alone until the release. */
final class OpeningEngine {

    private final AtomicBoolean claimed = new AtomicBoolean();
    private final MessageKeys keys;
    private final AesGcm gcm;
    private @Nullable SecretKey key;
    private long saltHigh;
    private int saltLow;
    private boolean usedAgain;

    OpeningEngine(MessageKeys keys, AesGcm gcm) {
        this.keys = keys;
        this.gcm = gcm;
    }

    boolean claim() {
        return !claimed.getPlain() && claimed.compareAndSet(false, true);
    }

    void release() {
        claimed.setRelease(false);
    }

    /** Whether the key at hand is that of a salt; read without a claim it is only likely. */
    boolean isKeyedFor(long high, int low) {
        return saltHigh == high && saltLow == low;
    }

    /** Whether the key was of use more than once since the last such question, and is worth keeping. */
    boolean wasUsedAgain() {
        boolean was = usedAgain;
        usedAgain = false;
        return was;
    }

    /**
     * Reads nonce, ciphertext and tag; writes the plaintext, or zeros if they do not open.
     *
     * @param high the first 8 bytes of the salt, {@code low} the last 4; 0 if there is none
     */
    void open(long high, int low, byte[] sealed, int at, int bytes, byte[] associatedData, byte[] out, int outAt) {
        SecretKey current = key;
        if (current != null && isKeyedFor(high, low)) {
            usedAgain = true;
        } else {
            current = keys.keyFor(sealed, at);
            key = null;
            saltHigh = high;
            saltLow = low;
            usedAgain = false;
            key = current;
        }
        int gcmNonceAt = at + keys.saltBytes();
        int sealedAt = gcmNonceAt + AesGcm.NONCE_BYTES;
        gcm.startDecrypting(current, sealed, gcmNonceAt, associatedData);
        gcm.decrypt(sealed, sealedAt, at + bytes - sealedAt, out, outAt);
    }
}
