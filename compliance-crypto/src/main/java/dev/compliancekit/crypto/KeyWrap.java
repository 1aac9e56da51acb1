package dev.compliancekit.crypto;

import dev.compliancekit.crypto.internal.engine.CipherSource;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES key wrap with padding (KWP, RFC 5649; NIST SP 800-38F section 6.3): the form in which hardware modules and cloud
 * key services take and give keys. It binds a key to nothing but the key that wraps it; key stores here wrap otherwise,
 * see {@code docs/formats/wrapped-keys.md}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class KeyWrap {

    /** The longest key that is wrapped, in bytes. */
    public static final int MAX_KEY_BYTES = 4096;

    private static final int BLOCK_BYTES = 8;
    private static final int MIN_WRAPPED_BYTES = 2 * BLOCK_BYTES;
    private static final int MAX_WRAPPED_BYTES = MAX_KEY_BYTES + BLOCK_BYTES;

    private KeyWrap() {}

    /**
     * Wraps a key.
     *
     * @param wrapping the key that wraps: 16, 24 or 32 bytes, and no shorter than the other is strong; read, not kept
     * @param key 1 to 4,096 bytes; read, not kept
     * @return the wrapped key: the next multiple of 8 bytes, and 8 more; a new array
     * @throws IllegalArgumentException if a key is of another length
     * @throws IllegalStateException if one was closed
     */
    public static byte[] wrap(SecretBytes wrapping, SecretBytes key) {
        if (key.size() < 1 || key.size() > MAX_KEY_BYTES) {
            throw new IllegalArgumentException("key has " + key.size() + " bytes; accepted are 1 to " + MAX_KEY_BYTES);
        }
        byte[] bytes = key.toByteArray();
        try {
            return cipher(Cipher.ENCRYPT_MODE, wrapping).doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw broken(e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Unwraps what {@link #wrap}, or somebody else, has wrapped.
     *
     * @param wrapping the key that wraps: 16, 24 or 32 bytes; read, not kept
     * @param wrapped the wrapped key; read, not kept
     * @return the key, to be closed by the caller
     * @throws DecryptionException if it does not unwrap, whatever the reason
     * @throws IllegalArgumentException if the wrapping key is of another length
     * @throws IllegalStateException if it was closed
     */
    public static SecretBytes unwrap(SecretBytes wrapping, byte[] wrapped) {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, wrapping);
        if (wrapped.length < MIN_WRAPPED_BYTES
                || wrapped.length > MAX_WRAPPED_BYTES
                || wrapped.length % BLOCK_BYTES != 0) {
            throw new DecryptionException();
        }
        byte[] bytes;
        try {
            bytes = cipher.doFinal(wrapped);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException();
        }
        try {
            return SecretBytes.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, SecretBytes wrapping) {
        int size = wrapping.size();
        if (size != 16 && size != 24 && size != 32) {
            throw new IllegalArgumentException("wrapping key has " + size + " bytes; accepted are 16, 24 and 32");
        }
        byte[] bytes = wrapping.toByteArray();
        try {
            Cipher cipher = CipherSource.jdk().newAesKeyWrap();
            cipher.init(mode, new SecretKeySpec(bytes, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw broken(e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("the Java runtime has no working AES key wrap with padding", e);
    }
}
