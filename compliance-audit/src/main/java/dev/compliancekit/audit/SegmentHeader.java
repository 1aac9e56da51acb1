package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The beginning of a write-ahead file: which tree it continues, and in version 2 its place in the chain of keys and two
 * slots for the keys of the last two frames, in pages of their own.
 *
 * @param number of the segment, from 0; {@link #VERSION_1} for a file of version 1
 * @param firstIndex the size of the tree that the file continues
 * @param root the root of that tree
 * @param firstKey where the chain begins
 * @param seal what binds the four before to the segment's key; empty in version 1
 * @param hiddenNext the key of the next segment, hidden under the log's key; empty in version 1
 * @param tag of the header
 */
record SegmentHeader(
        long number, long firstIndex, Bytes root, FirstKey firstKey, Bytes seal, Bytes hiddenNext, Bytes tag) {

    /** The number of a file of version 1, which comes before segment 0. */
    static final long VERSION_1 = -1;

    /** Stands for the key of the next segment where the number of a frame is expected. */
    static final long NEXT_SEGMENT = -1;

    static final int PAGE = 4096;

    /** A page for the header and one for each slot. */
    static final int BYTES = 3 * PAGE;

    /** Number of the frame, its key, a checksum. */
    static final int SLOT_BYTES = Long.BYTES + FrameKeys.SIZE + Integer.BYTES;

    /** Magic, number, first index, root, first key. */
    private static final int FIELDS = 57;

    /** What the tag is over. */
    private static final int TAGGED = FIELDS + 2 * FrameKeys.SIZE;

    private static final int CHECKED = TAGGED + FrameKeys.SIZE;

    private static final int FIELDS_1 = 48;
    private static final int CHECKED_1 = FIELDS_1 + FrameKeys.SIZE;
    private static final int BYTES_1 = CHECKED_1 + Integer.BYTES;
    private static final Bytes NONE = Bytes.copyOf(new byte[0]);

    /** How many bytes of the file stand before its first frame. */
    int bytes() {
        return isVersion1() ? BYTES_1 : BYTES;
    }

    boolean isVersion1() {
        return number == VERSION_1;
    }

    /** Reads the beginning of a file; empty if it is damaged. */
    static Optional<SegmentHeader> read(byte[] content) {
        if (content.length < BYTES_1) {
            return Optional.empty();
        }
        long magic = ByteBuffer.wrap(content).getLong();
        if (magic == WriteAheadForm.MAGIC_1) {
            return readVersion1(content);
        }
        return magic == WriteAheadForm.MAGIC_2 && content.length >= BYTES ? readVersion2(content) : Optional.empty();
    }

    private static Optional<SegmentHeader> readVersion1(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).position(Long.BYTES);
        long firstIndex = in.getLong();
        if (firstIndex < 0 || !WriteAheadForm.checksumFits(content, 0, CHECKED_1)) {
            return Optional.empty();
        }
        return Optional.of(new SegmentHeader(VERSION_1, firstIndex, hash(in), FirstKey.DERIVED, NONE, NONE, hash(in)));
    }

    private static Optional<SegmentHeader> readVersion2(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).position(Long.BYTES);
        long number = in.getLong();
        long firstIndex = in.getLong();
        Bytes root = hash(in);
        Optional<FirstKey> firstKey = FirstKey.of(in.get());
        if (number < 0
                || firstIndex < 0
                || firstKey.isEmpty()
                || !WriteAheadForm.checksumFits(content, 0, CHECKED)
                || !isZero(content, CHECKED + Integer.BYTES, PAGE)) {
            return Optional.empty();
        }
        return Optional.of(new SegmentHeader(number, firstIndex, root, firstKey.get(), hash(in), hash(in), hash(in)));
    }

    private static Bytes hash(ByteBuffer in) {
        byte[] hash = new byte[FrameKeys.SIZE];
        in.get(hash);
        return Bytes.copyOf(hash);
    }

    static boolean isZero(byte[] content, int from, int to) {
        for (int i = from; i < to; i++) {
            if (content[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The fields that the seal is over. */
    static byte[] fields(long number, long firstIndex, Bytes root, FirstKey firstKey) {
        return ByteBuffer.allocate(FIELDS)
                .putLong(WriteAheadForm.MAGIC_2)
                .putLong(number)
                .putLong(firstIndex)
                .put(root.toByteArray())
                .put(firstKey.code())
                .array();
    }

    byte[] fields() {
        return fields(number, firstIndex, root, firstKey);
    }

    /** What the tag is over. */
    byte[] tagged() {
        return ByteBuffer.allocate(TAGGED)
                .put(fields())
                .put(seal.toByteArray())
                .put(hiddenNext.toByteArray())
                .array();
    }

    byte[] digest(FrameKeys keys) {
        return keys.digest(tagged(), TAGGED);
    }

    SegmentHeader withTag(byte[] fresh) {
        return new SegmentHeader(number, firstIndex, root, firstKey, seal, hiddenNext, Bytes.copyOf(fresh));
    }

    /** The beginning of a new file of version 2. */
    byte[] write(byte[] firstSlot) {
        ByteBuffer out = ByteBuffer.allocate(BYTES).put(tagged()).put(tag.toByteArray());
        out.putInt(WriteAheadForm.checksum(out.array(), 0, CHECKED));
        return out.position(slotAt(0)).put(firstSlot).array();
    }

    /** Where the key of a frame goes. */
    static int slotAt(long frame) {
        return PAGE * (1 + (int) (frame % 2));
    }

    static byte[] slot(long frame, byte[] hiddenKey) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES).putLong(frame).put(hiddenKey);
        return slot.putInt(WriteAheadForm.checksum(slot.array(), 0, SLOT_BYTES - Integer.BYTES))
                .array();
    }

    /** The tag of a header of version 1 is over this. */
    static byte[] version1Fields(byte[] content) {
        return Arrays.copyOf(content, FIELDS_1);
    }
}
