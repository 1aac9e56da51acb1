package dev.compliancekit.audit;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * What the write-ahead key of a log is for: it hides the keys of frames that lie in the log's directory, tags the heads
 * of the tenants, and tagged the frames of version 1. HMAC-SHA256. <em>Not thread-safe.</em>
 */
final class WriteAheadTags {

    private final Mac mac = FrameKeys.newMac();
    private final String origin;
    private final byte[] headerLabel;
    private final byte[] headsLabel;
    private final byte[] firstKeyLabel;
    private final byte[] maskLabel;

    WriteAheadTags(LogKey key) {
        this.origin = key.origin();
        this.headerLabel = label("compliancekit write-ahead v1");
        this.headsLabel = label("compliancekit tenant heads v1");
        this.firstKeyLabel = label("compliancekit write-ahead v2 first key");
        this.maskLabel = label("compliancekit write-ahead v2 mask");
        FrameKeys.init(mac, key.tagKey());
    }

    private byte[] label(String purpose) {
        return (purpose + "\n" + origin + "\n").getBytes(StandardCharsets.UTF_8);
    }

    String origin() {
        return origin;
    }

    byte[] ofHeads(byte[] content) {
        mac.update(headsLabel);
        return mac.doFinal(content);
    }

    /** The key of segment 0, for a log whose first key is in no escrow. */
    byte[] firstKey() {
        return mac.doFinal(firstKeyLabel);
    }

    /**
     * Hides a key, or shows it again.
     *
     * @param seal of the segment, which no other segment has
     * @param number of the frame, or {@link SegmentHeader#NEXT_SEGMENT}
     * @param key 32 bytes; read, not kept
     */
    byte[] masked(byte[] seal, long number, byte[] key) {
        mac.update(maskLabel);
        mac.update(seal);
        byte[] masked = mac.doFinal(FrameKeys.bytes(number));
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= key[i];
        }
        return masked;
    }

    byte[] ofVersion1Header(byte[] header) {
        mac.update(headerLabel);
        return mac.doFinal(header);
    }

    byte[] ofVersion1Frame(byte[] previousTag, byte[] frameHeader, byte[] payload) {
        mac.update(previousTag);
        mac.update(frameHeader);
        return mac.doFinal(payload);
    }
}
