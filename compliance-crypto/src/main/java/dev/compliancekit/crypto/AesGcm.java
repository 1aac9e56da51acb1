package dev.compliancekit.crypto;

import dev.compliancekit.crypto.internal.engine.CipherSource;
import dev.compliancekit.crypto.internal.engine.CipherWarmth;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM (NIST SP 800-38D) by the JCA, with 12-byte nonces and 16-byte tags; for one thread at a time. */
final class AesGcm {

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    /** SunJCE runs a long call in interpreted code until it was called often enough, so no call is long. */
    static final int CALL_BYTES = 16 << 10;

    private final Cipher cipher;
    private final CipherWarmth warmth;
    private final Parameters parameters = new Parameters();

    AesGcm(CipherSource ciphers) {
        cipher = ciphers.newAesGcm();
        warmth = ciphers.warmth();
    }

    /** Under this key, with the 12 bytes at {@code nonceAt}. Nothing may use the same key and nonce before or after. */
    void startEncrypting(SecretKey key, byte[] nonce, int nonceAt, byte[] associatedData) {
        start(Cipher.ENCRYPT_MODE, key, nonce, nonceAt, associatedData);
    }

    /** Writes ciphertext and tag into {@code out}, which must not overlap the plaintext. */
    void encrypt(byte[] plaintext, int plaintextAt, int plaintextBytes, byte[] out, int outAt) {
        try {
            int pieces = warmth.claimPieces(plaintextBytes / CipherWarmth.PIECE_BYTES);
            int from = plaintextAt;
            int to = outAt;
            int left = plaintextBytes;
            while (pieces > 0 || left > CALL_BYTES) {
                int step = pieces > 0 ? CipherWarmth.PIECE_BYTES : CALL_BYTES;
                to += cipher.update(plaintext, from, step, out, to);
                from += step;
                left -= step;
                pieces--;
            }
            cipher.doFinal(plaintext, from, left, out, to);
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    /** Under this key, with the 12 bytes at {@code nonceAt}. */
    void startDecrypting(SecretKey key, byte[] nonce, int nonceAt, byte[] associatedData) {
        start(Cipher.DECRYPT_MODE, key, nonce, nonceAt, associatedData);
    }

    /**
     * Writes the plaintext of ciphertext and tag into {@code out}, or zeros if it does not open. One call whatever the
     * size: SunJCE would keep smaller pieces until the tag, and then decrypt all of them at once.
     */
    void decrypt(byte[] sealed, int sealedAt, int sealedBytes, byte[] out, int outAt) {
        if (sealedBytes > CALL_BYTES) {
            warmth.beforeDecrypting(sealedBytes);
            warmth.decrypting(sealedBytes);
        }
        boolean opened = false;
        try {
            cipher.doFinal(sealed, sealedAt, sealedBytes, out, outAt);
            opened = true;
        } catch (AEADBadTagException e) {
            throw new DecryptionException();
        } catch (GeneralSecurityException e) {
            throw broken(e);
        } finally {
            if (!opened) {
                Arrays.fill(out, outAt, outAt + sealedBytes - TAG_BYTES, (byte) 0);
            }
        }
    }

    private void start(int mode, SecretKey key, byte[] nonce, int nonceAt, byte[] associatedData) {
        try {
            System.arraycopy(nonce, nonceAt, parameters.nonce, 0, NONCE_BYTES);
            cipher.init(mode, key, parameters);
            cipher.updateAAD(associatedData);
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("the provider has no working AES-256-GCM", e);
    }

    /** Parameters for one message after the other, since the usual ones cost an object and a copy for each. */
    private static final class Parameters extends GCMParameterSpec {

        private final byte[] nonce = new byte[NONCE_BYTES];

        Parameters() {
            super(Byte.SIZE * TAG_BYTES, new byte[NONCE_BYTES]);
        }

        @Override
        public byte[] getIV() {
            return nonce.clone();
        }
    }
}
