package dev.compliancekit.audit;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames of a segment: what was said so far, and the key of the last frame, once one is known. Nothing said
 * before a frame can differ if the tag of that frame fits. <em>Not thread-safe.</em>
 */
final class FrameChain {

    private final FrameKeys keys = new FrameKeys();
    private byte[] digest;
    private long frame;
    private byte @Nullable [] key;
    private long keyFrame;

    /** Stands at the header, which is frame 0. */
    FrameChain(SegmentHeader header) {
        this.digest = header.digest(keys);
    }

    /** Says the key of the header or of a later frame; what comes before that is checked by its tag. */
    void setKey(byte[] known, long ofFrame) {
        key = known.clone();
        keyFrame = ofFrame;
    }

    boolean hasKey() {
        return key != null && keyFrame == frame;
    }

    boolean headerFits(byte[] tag) {
        return fits(tag);
    }

    /** Takes the next frame; false if its tag cannot be right. */
    boolean take(byte[] frameHeader, byte[] leafHashes, byte[] tag) {
        step(frameHeader, leafHashes);
        return fits(tag);
    }

    private boolean fits(byte[] tag) {
        return key == null || keyFrame != frame || MessageDigest.isEqual(tag, keys.tag(key, digest));
    }

    /** Goes to the next frame, and gives its tag. */
    byte[] next(byte[] frameHeader, byte[] leafHashes) {
        step(frameHeader, leafHashes);
        return keys.tag(key(), digest);
    }

    private void step(byte[] frameHeader, byte[] leafHashes) {
        digest = keys.digest(digest, frameHeader, leafHashes);
        byte[] old = key;
        if (old != null && keyFrame == frame) {
            key = keys.nextFrame(old);
            Arrays.fill(old, (byte) 0);
            keyFrame++;
        }
        frame++;
    }

    long frame() {
        return frame;
    }

    /** The key of the last frame; copied. */
    byte[] key() {
        byte[] known = key;
        if (known == null || keyFrame != frame) {
            throw new IllegalStateException("the key of frame " + frame + " is not known");
        }
        return known.clone();
    }

    /** Nothing can be computed from it any more. */
    void forget() {
        if (key != null) {
            Arrays.fill(key, (byte) 0);
        }
        key = null;
    }
}
