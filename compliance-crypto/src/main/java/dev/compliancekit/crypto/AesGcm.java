package dev.compliancekit.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM (NIST SP 800-38D) by the JCA, with 12-byte nonces and 16-byte tags; for one thread at a time. */
final class AesGcm {

    static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final Cipher cipher;

    AesGcm() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw withoutAes(e);
        }
    }

    /** Writes ciphertext and tag into {@code out} from {@code outAt} on. */
    void encrypt(
            SecretKey key, byte[] nonce, int nonceAt, byte[] associatedData, byte[] plaintext, byte[] out, int outAt) {
        try {
            init(Cipher.ENCRYPT_MODE, key, nonce, nonceAt, associatedData);
            cipher.doFinal(plaintext, 0, plaintext.length, out, outAt);
        } catch (GeneralSecurityException e) {
            throw withoutAes(e);
        }
    }

    /** Reads ciphertext and tag from {@code sealedAt} to the end, at least 16 bytes. */
    byte[] decrypt(SecretKey key, byte[] nonce, int nonceAt, byte[] associatedData, byte[] sealed, int sealedAt) {
        try {
            init(Cipher.DECRYPT_MODE, key, nonce, nonceAt, associatedData);
            return cipher.doFinal(sealed, sealedAt, sealed.length - sealedAt);
        } catch (AEADBadTagException e) {
            throw new DecryptionException();
        } catch (GeneralSecurityException e) {
            throw withoutAes(e);
        }
    }

    private void init(int mode, SecretKey key, byte[] nonce, int nonceAt, byte[] associatedData)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, nonceAt, NONCE_BYTES));
        cipher.updateAAD(associatedData);
    }

    static IllegalStateException withoutAes(GeneralSecurityException e) {
        return new IllegalStateException("the Java runtime has no working AES-256-GCM", e);
    }
}
