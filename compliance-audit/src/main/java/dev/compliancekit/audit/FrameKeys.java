package dev.compliancekit.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one-way chain of keys of the write-ahead files, version 2: each segment has a key that gives the key of the next
 * segment and that of its own first frame, which gives that of the next frame. From no key can one before it be had.
 * HMAC-SHA256 (RFC 2104) throughout, so that one assumption, that it is a pseudo-random function, carries it all.
 * <em>Not thread-safe.</em>
 */
final class FrameKeys {

    static final int SIZE = 32;

    private static final byte[] NEXT_SEGMENT = label("next segment");
    private static final byte[] FIRST_FRAME = label("first frame");
    private static final byte[] NEXT_FRAME = label("next frame");
    private static final byte[] TAG = label("tag");
    private static final byte[] SEAL = label("seal");

    private final Mac mac = newMac();
    private final MessageDigest sha = newDigest();

    static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no HmacSHA256, which every Java platform must have", e);
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }

    static void init(Mac mac, byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 does not take a key of " + key.length + " bytes", e);
        }
    }

    private static byte[] label(String text) {
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    byte[] nextSegment(byte[] segmentKey) {
        return hmac(segmentKey, NEXT_SEGMENT);
    }

    /** The key of frame 0, which is the header. */
    byte[] firstFrame(byte[] segmentKey) {
        return hmac(segmentKey, FIRST_FRAME);
    }

    byte[] nextFrame(byte[] frameKey) {
        return hmac(frameKey, NEXT_FRAME);
    }

    byte[] tag(byte[] frameKey, byte[] digest) {
        return hmac(frameKey, TAG, digest);
    }

    /** What stays of a segment when it is gone. */
    byte[] seal(byte[] segmentKey, String origin, byte[] headerFields) {
        return hmac(segmentKey, SEAL, (origin + "\n").getBytes(StandardCharsets.US_ASCII), headerFields);
    }

    /** What the header of a segment says. */
    byte[] digest(byte[] header, int length) {
        sha.update(header, 0, length);
        return sha.digest();
    }

    /** What a segment says up to a frame. */
    byte[] digest(byte[] before, byte[] frameHeader, byte[] leafHashes) {
        sha.update(before);
        sha.update(frameHeader);
        return sha.digest(leafHashes);
    }

    private byte[] hmac(byte[] key, byte[]... parts) {
        init(mac, key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** The number as eight bytes. */
    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
