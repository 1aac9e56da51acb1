package dev.compliancekit.crypto.internal.engine;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF (RFC 5869) with one hash function. */
public enum Hkdf {
    /** HMAC-SHA-1, to read what others wrote with it. */
    SHA_1("HmacSHA1", 20),
    /** HMAC-SHA-256. */
    SHA_256("HmacSHA256", 32),
    /** HMAC-SHA-512. */
    SHA_512("HmacSHA512", 64);

    /** RFC 5869 section 2.3: L <= 255 * HashLen. */
    private static final int MAX_BLOCKS = 255;

    private final String mac;
    private final int hashBytes;

    Hkdf(String mac, int hashBytes) {
        this.mac = mac;
        this.hashBytes = hashBytes;
    }

    /**
     * RFC 5869 section 2.2.
     *
     * @param salt any length; empty means a salt of zeros; read, not kept
     * @param inputKey any length; read, not kept
     * @return the pseudorandom key, as long as the hash; the caller wipes it
     */
    public byte[] extract(byte[] salt, byte[] inputKey) {
        return keyed(salt.length == 0 ? new byte[hashBytes] : salt).doFinal(inputKey);
    }

    /**
     * RFC 5869 section 2.3.
     *
     * @param pseudorandomKey 1 byte or more; read, not kept
     * @param label what the bytes are for, RFC 5869's info; read, not kept
     * @param sizeBytes how many bytes, 0 to 255 times the length of the hash
     * @return the output; the caller wipes it
     * @throws IllegalArgumentException if the size is out of range
     */
    public byte[] expand(byte[] pseudorandomKey, byte[] label, int sizeBytes) {
        if (sizeBytes < 0 || sizeBytes > MAX_BLOCKS * hashBytes) {
            throw new IllegalArgumentException(
                    "sizeBytes is " + sizeBytes + "; accepted are 0 to " + MAX_BLOCKS * hashBytes);
        }
        Mac hmac = keyed(pseudorandomKey);
        byte[] out = new byte[sizeBytes];
        byte[] block = new byte[0];
        for (int at = 0, number = 1; at < sizeBytes; at += hashBytes, number++) {
            hmac.update(block);
            hmac.update(label);
            hmac.update((byte) number);
            Arrays.fill(block, (byte) 0);
            block = hmac.doFinal();
            System.arraycopy(block, 0, out, at, Math.min(hashBytes, sizeBytes - at));
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }

    private Mac keyed(byte[] key) {
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(key, mac));
            return hmac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no working " + mac, e);
        }
    }
}
