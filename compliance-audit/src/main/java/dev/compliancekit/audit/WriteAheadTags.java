package dev.compliancekit.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed tags of the write-ahead file, each over the one before it, and of the tenants' heads: HMAC-SHA256. <em>Not
 * thread-safe.</em>
 */
final class WriteAheadTags {

    static final int SIZE = 32;

    private final Mac mac;
    private final byte[] headerLabel;
    private final byte[] headsLabel;

    WriteAheadTags(LogKey key) {
        this.headerLabel = ("compliancekit write-ahead v1\n" + key.origin() + "\n").getBytes(StandardCharsets.UTF_8);
        this.headsLabel = ("compliancekit tenant heads v1\n" + key.origin() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.tagKey(), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256, which every Java platform must have", e);
        }
    }

    byte[] ofHeader(byte[] header) {
        mac.update(headerLabel);
        return mac.doFinal(header);
    }

    byte[] ofHeads(byte[] content) {
        mac.update(headsLabel);
        return mac.doFinal(content);
    }

    byte[] ofFrame(byte[] previousTag, byte[] frameHeader, byte[] payload) {
        mac.update(previousTag);
        mac.update(frameHeader);
        return mac.doFinal(payload);
    }
}
