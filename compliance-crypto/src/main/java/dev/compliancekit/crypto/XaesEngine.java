package dev.compliancekit.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JCA ciphers for one key, to be used by one thread at a time (C2SP XAES-256-GCM, "Algorithm"). */
final class XaesEngine {

    private static final int BLOCK_BYTES = 16;
    private static final int SALT_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Key key;
    private final Cipher blocks;
    private final Cipher gcm;

    XaesEngine(Key key) {
        this.key = key;
        try {
            blocks = blockCipher(key.secret);
            gcm = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw withoutAes(e);
        }
    }

    void encrypt(byte[] nonce, byte[] associatedData, byte[] plaintext, byte[] out, int outOffset) {
        try {
            init(Cipher.ENCRYPT_MODE, nonce, associatedData);
            gcm.doFinal(plaintext, 0, plaintext.length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw withoutAes(e);
        }
    }

    byte[] decrypt(byte[] nonce, byte[] associatedData, byte[] ciphertext, int offset) {
        try {
            init(Cipher.DECRYPT_MODE, nonce, associatedData);
            return gcm.doFinal(ciphertext, offset, ciphertext.length - offset);
        } catch (AEADBadTagException e) {
            throw new DecryptionException();
        } catch (GeneralSecurityException e) {
            throw withoutAes(e);
        }
    }

    private void init(int mode, byte[] nonce, byte[] associatedData) throws GeneralSecurityException {
        byte[] derived = derive(nonce);
        SecretKeySpec messageKey = new SecretKeySpec(derived, "AES");
        Arrays.fill(derived, (byte) 0);
        gcm.init(mode, messageKey, new GCMParameterSpec(TAG_BITS, nonce, SALT_BYTES, nonce.length - SALT_BYTES));
        gcm.updateAAD(associatedData);
    }

    /** Kx = AES_K(M1 xor K1) then AES_K(M2 xor K1), where Mi = 00 0i 58 00 and the first 12 bytes of the nonce. */
    private byte[] derive(byte[] nonce) throws GeneralSecurityException {
        byte[] input = new byte[2 * BLOCK_BYTES];
        for (int block = 0; block < 2; block++) {
            int at = block * BLOCK_BYTES;
            input[at + 1] = (byte) (block + 1);
            input[at + 2] = 'X';
            System.arraycopy(nonce, 0, input, at + 4, SALT_BYTES);
            for (int i = 0; i < BLOCK_BYTES; i++) {
                input[at + i] ^= key.subkey[i];
            }
        }
        return blocks.doFinal(input);
    }

    private static Cipher blockCipher(SecretKey secret) throws GeneralSecurityException {
        // single blocks as a pseudorandom function, never data
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        return cipher;
    }

    private static IllegalStateException withoutAes(GeneralSecurityException e) {
        return new IllegalStateException("the Java runtime has no working AES-256-GCM", e);
    }

    /** The key and its CMAC subkey K1 (NIST SP 800-38B section 6.1). */
    static final class Key {

        private final SecretKey secret;
        private final byte[] subkey;

        Key(byte[] bytes) {
            secret = new SecretKeySpec(bytes, "AES");
            try {
                subkey = doubled(blockCipher(secret).doFinal(new byte[BLOCK_BYTES]));
            } catch (GeneralSecurityException e) {
                throw withoutAes(e);
            }
        }

        private static byte[] doubled(byte[] block) {
            byte[] out = new byte[BLOCK_BYTES];
            for (int i = 0; i < BLOCK_BYTES; i++) {
                int carried = i + 1 < BLOCK_BYTES ? (block[i + 1] & 0x80) >>> 7 : 0;
                out[i] = (byte) (block[i] << 1 | carried);
            }
            if (block[0] < 0) {
                out[BLOCK_BYTES - 1] ^= (byte) 0x87;
            }
            return out;
        }
    }
}
