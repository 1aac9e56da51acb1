package dev.compliancekit.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The limit of the JDK: one reused {@link Cipher}, one key, a nonce that counts, the caller's array. What anybody could
 * write by hand for one thread, and nothing more.
 *
 * <p><em>Not thread-safe: confine to one thread.</em>
 */
final class RawGcm {

    static final int OVERHEAD_BYTES = 28;

    private final SecretKeySpec key;
    private final Cipher encrypting;
    private final Cipher decrypting;
    private final byte[] nonce = new byte[12];
    private long count;

    RawGcm(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        encrypting = newCipher();
        decrypting = newCipher();
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int encrypt(byte[] plaintext, byte[] associatedData, byte[] out) throws GeneralSecurityException {
        ByteBuffer.wrap(nonce).putLong(4, ++count);
        encrypting.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        encrypting.updateAAD(associatedData);
        System.arraycopy(nonce, 0, out, 0, 12);
        return 12 + encrypting.doFinal(plaintext, 0, plaintext.length, out, 12);
    }

    int decrypt(byte[] ciphertext, byte[] associatedData, byte[] out) throws GeneralSecurityException {
        decrypting.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, ciphertext, 0, 12));
        decrypting.updateAAD(associatedData);
        return decrypting.doFinal(ciphertext, 12, ciphertext.length - 12, out, 0);
    }

    /** The same under a key of its own for every message: what a new key costs in the JDK. */
    int decrypt(SecretKeySpec otherKey, byte[] ciphertext, byte[] associatedData, byte[] out)
            throws GeneralSecurityException {
        decrypting.init(Cipher.DECRYPT_MODE, otherKey, new GCMParameterSpec(128, ciphertext, 0, 12));
        decrypting.updateAAD(associatedData);
        return decrypting.doFinal(ciphertext, 12, ciphertext.length - 12, out, 0);
    }
}
