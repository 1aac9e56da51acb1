package dev.compliancekit.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The keys of the last two frames of a segment, as they lie in its file: hidden under the log's key. */
final class KeySlots {

    private static final int CHECKED = SegmentHeader.SLOT_BYTES - Integer.BYTES;

    private long oldest = Long.MAX_VALUE;
    private byte[] hidden = new byte[0];
    private int empty;
    private int damaged;

    private KeySlots() {}

    static KeySlots read(byte[] content) {
        KeySlots slots = new KeySlots();
        slots.take(content, 0);
        slots.take(content, 1);
        return slots;
    }

    private void take(byte[] content, int slot) {
        int at = SegmentHeader.slotAt(slot);
        ByteBuffer in = ByteBuffer.wrap(content).position(at);
        long frame = in.getLong();
        if (SegmentHeader.isZero(content, at, at + SegmentHeader.PAGE)) {
            empty++;
        } else if (frame < 0
                || SegmentHeader.slotAt(frame) != at
                || !WriteAheadForm.checksumFits(content, at, CHECKED)
                || !SegmentHeader.isZero(content, at + SegmentHeader.SLOT_BYTES, at + SegmentHeader.PAGE)) {
            damaged++;
        } else if (frame < oldest) {
            oldest = frame;
            hidden = Arrays.copyOfRange(content, at + Long.BYTES, at + CHECKED);
        }
    }

    /** Both were overwritten, as is done before a segment is removed; a power cut may leave a piece of the second. */
    boolean areWiped() {
        return empty > 0 && !haveKey();
    }

    /** Only before the first frame may one be empty. */
    boolean areDamaged() {
        return damaged > 0 || (empty == 1 && oldest != 0);
    }

    /** There is a key to go on from. */
    boolean haveKey() {
        return hidden.length > 0;
    }

    /** The older frame of the two; it was durable before the newer one was written. */
    long frame() {
        return oldest;
    }

    byte[] hiddenKey() {
        return hidden.clone();
    }
}
