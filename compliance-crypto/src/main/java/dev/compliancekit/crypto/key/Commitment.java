package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Which key it is, without telling the key: SHA-256 (FIPS 180-4) of a fixed label and the key, which together fill one
 * block. Two keys with one commitment would be a collision of SHA-256, so a wrapped key cannot be swapped for another
 * one unseen; and as the keys are random, it tells nothing of them.
 */
final class Commitment {

    /** 23 bytes: with a key of 32 bytes and the padding of SHA-256 that makes 64. */
    private static final byte[] LABEL = "dev.compliancekit/kc/v1".getBytes(StandardCharsets.US_ASCII);

    private Commitment() {}

    static Bytes of(SecretBytes key) {
        byte[] bytes = key.toByteArray();
        try {
            return Bytes.copyOf(of(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static boolean isOf(byte[] key, Bytes commitment) {
        return MessageDigest.isEqual(of(key), commitment.toByteArray());
    }

    private static byte[] of(byte[] key) {
        byte[] input = Arrays.copyOf(LABEL, LABEL.length + key.length);
        System.arraycopy(key, 0, input, LABEL.length, key.length);
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java runtime has no SHA-256", e);
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }
}
