package dev.compliancekit.crypto;

import dev.compliancekit.crypto.internal.engine.CipherSource;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** C2SP XAES-256-GCM (XAES-256-GCM.md, "Overview"): a key from each salt of 12 bytes. */
final class XaesKeys implements MessageKeys {

    static final int SALT_BYTES = 12;

    private static final int BLOCK_BYTES = 16;
    private static final int IDLE_CIPHERS = 8;

    private final CipherSource ciphers;
    private final SecretKey key;
    private final byte[] subkey;
    private final AtomicReferenceArray<Cipher> idle = new AtomicReferenceArray<>(IDLE_CIPHERS);

    /** Copies the bytes. */
    XaesKeys(byte[] bytes, CipherSource ciphers) {
        this.ciphers = ciphers;
        key = new SecretKeySpec(bytes, "AES");
        subkey = doubled(encryptBlocks(new byte[BLOCK_BYTES]));
    }

    @Override
    public int saltBytes() {
        return SALT_BYTES;
    }

    /** Kx = AES_K(M1 xor K1) then AES_K(M2 xor K1), where Mi = 00 0i 58 00 and the salt. */
    @Override
    public SecretKey keyFor(byte[] nonce, int saltAt) {
        byte[] input = new byte[2 * BLOCK_BYTES];
        for (int block = 0; block < 2; block++) {
            int at = block * BLOCK_BYTES;
            input[at + 1] = (byte) (block + 1);
            input[at + 2] = 'X';
            System.arraycopy(nonce, saltAt, input, at + 4, SALT_BYTES);
            for (int i = 0; i < BLOCK_BYTES; i++) {
                input[at + i] ^= subkey[i];
            }
        }
        byte[] derived = encryptBlocks(input);
        SecretKey messageKey = new SecretKeySpec(derived, "AES");
        Arrays.fill(derived, (byte) 0);
        return messageKey;
    }

    private byte[] encryptBlocks(byte[] input) {
        Cipher cipher = takeIdle();
        try {
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw AesGcm.broken(e);
        } finally {
            giveIdle(cipher);
        }
    }

    private Cipher takeIdle() {
        for (int i = 0; i < IDLE_CIPHERS; i++) {
            Cipher cipher = idle.getAndSet(i, null);
            if (cipher != null) {
                return cipher;
            }
        }
        try {
            Cipher cipher = ciphers.newAesBlocks();
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw AesGcm.broken(e);
        }
    }

    private void giveIdle(Cipher cipher) {
        for (int i = 0; i < IDLE_CIPHERS; i++) {
            if (idle.compareAndSet(i, null, cipher)) {
                return;
            }
        }
    }

    /** The CMAC subkey (NIST SP 800-38B section 6.1): times x in GF(2^128) modulo x^128 + x^7 + x^2 + x + 1. */
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
