package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which key it is, without telling the key: HMAC-SHA-256 (RFC 2104) under the key itself over a fixed label. Two keys
 * with one commitment would be a collision of SHA-256, so a wrapped key cannot be swapped for another one unseen.
 */
final class Commitment {

    private static final byte[] LABEL = "dev.compliancekit/key-commitment/v1".getBytes(StandardCharsets.US_ASCII);

    private Commitment() {}

    static Bytes of(SecretBytes key) {
        byte[] bytes = key.toByteArray();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return Bytes.copyOf(mac.doFinal(LABEL));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no HMAC-SHA-256", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static boolean isOf(SecretBytes key, Bytes commitment) {
        return MessageDigest.isEqual(of(key).toByteArray(), commitment.toByteArray());
    }
}
