package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** The keyed hashes of the ledger (HMAC-SHA-256, RFC 2104), so that its lines name nobody to whoever lacks the key. */
final class LedgerMac {

    static final int HEX_LENGTH = 64;

    private static final String HMAC = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 32;

    private final SecretKey key;

    LedgerMac(SecretKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded != null && encoded.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("ledger key has " + encoded.length
                    + " bytes; accepted are keys of at least " + MIN_KEY_BYTES + " bytes for HmacSHA256");
        }
        this.key = key;
    }

    String ofKey() {
        return hex("key-check");
    }

    String ofOrder(ErasureOrder order) {
        return hex("order", order.id());
    }

    String ofScope(Scope scope) {
        if (scope instanceof Scope.OneSubject one) {
            return hex("subject", one.tenant().value(), one.subject().value());
        }
        return hex("tenant", scope.tenant().value());
    }

    String ofLine(String previousMac, String content) {
        return hex("line", previousMac, content);
    }

    static boolean same(String first, String second) {
        return MessageDigest.isEqual(
                first.getBytes(StandardCharsets.ISO_8859_1), second.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Length-prefixed, so that no two lists of parts give the same bytes. */
    private String hex(String... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("ledger key is not usable; accepted are keys for HmacSHA256", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no HmacSHA256, which every Java platform must have", e);
        }
    }
}
