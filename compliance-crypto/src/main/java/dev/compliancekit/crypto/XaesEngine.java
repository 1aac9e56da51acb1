package dev.compliancekit.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** C2SP XAES-256-GCM under one key, for one thread at a time (XAES-256-GCM.md, "Overview"). */
final class XaesEngine {

    private static final int BLOCK_BYTES = 16;
    private static final int SALT_BYTES = 12;

    private final Key key;
    private final Cipher blocks;
    private final AesGcm gcm = new AesGcm();

    XaesEngine(Key key) {
        this.key = key;
        this.blocks = blockCipher(key.secret);
    }

    void encrypt(byte[] nonce, byte[] associatedData, byte[] plaintext, byte[] out, int outAt) {
        gcm.encrypt(messageKey(nonce), nonce, SALT_BYTES, associatedData, plaintext, out, outAt);
    }

    byte[] decrypt(byte[] nonce, byte[] associatedData, byte[] sealed, int sealedAt) {
        return gcm.decrypt(messageKey(nonce), nonce, SALT_BYTES, associatedData, sealed, sealedAt);
    }

    /** Kx = AES_K(M1 xor K1) then AES_K(M2 xor K1), where Mi = 00 0i 58 00 and the first 12 bytes of the nonce. */
    private SecretKey messageKey(byte[] nonce) {
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
        byte[] derived = encryptBlocks(blocks, input);
        SecretKey messageKey = new SecretKeySpec(derived, "AES");
        Arrays.fill(derived, (byte) 0);
        return messageKey;
    }

    private static Cipher blockCipher(SecretKey secret) {
        try {
            // single blocks as a pseudorandom function, never data
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, secret);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw AesGcm.withoutAes(e);
        }
    }

    private static byte[] encryptBlocks(Cipher cipher, byte[] input) {
        try {
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw AesGcm.withoutAes(e);
        }
    }

    /** The key and its CMAC subkey K1 (NIST SP 800-38B section 6.1). */
    static final class Key {

        private final SecretKey secret;
        private final byte[] subkey;

        /** Copies the bytes. */
        Key(byte[] bytes) {
            secret = new SecretKeySpec(bytes, "AES");
            subkey = doubled(encryptBlocks(blockCipher(secret), new byte[BLOCK_BYTES]));
        }

        /** Times x in GF(2^128) modulo x^128 + x^7 + x^2 + x + 1. */
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
