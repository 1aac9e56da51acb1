package dev.compliancekit.crypto.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), against decay; it is no protection against a writer. */
final class Checksum {

    static final int BYTES = 32;

    private Checksum() {}

    /** Of the first bytes of an array. */
    static byte[] of(byte[] content, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java runtime has no SHA-256", e);
        }
    }
}
