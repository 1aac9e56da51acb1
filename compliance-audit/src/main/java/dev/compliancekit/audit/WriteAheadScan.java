package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of a write-ahead file: the entries of its good frames, and what comes after them. */
final class WriteAheadScan {

    /** What stands behind the last good frame. */
    enum Tail {
        /** Nothing. */
        CLEAN,
        /** The file ends inside a frame, as a crash leaves it. */
        INCOMPLETE,
        /** A frame that is no frame, with no frame behind it: a torn write, or damage to the last batch. */
        DAMAGED,
        /** What no crash leaves. */
        CORRUPT
    }

    private final byte[] content;
    private final @Nullable WriteAheadTags tags;
    private final List<byte[]> entries = new ArrayList<>();
    private long firstIndex;
    private Bytes root = Bytes.copyOf(new byte[0]);
    private byte[] lastTag = new byte[0];
    private int goodBytes;
    private Tail tail = Tail.CLEAN;
    private String problem = "";

    private WriteAheadScan(byte[] content, @Nullable WriteAheadTags tags) {
        this.content = content;
        this.tags = tags;
    }

    /** Reads a file; the tags are checked if the key to them is there. */
    static WriteAheadScan of(byte[] content, @Nullable WriteAheadTags tags) {
        WriteAheadScan scan = new WriteAheadScan(content, tags);
        if (scan.readHeader()) {
            while (scan.goodBytes < content.length && scan.readFrame()) {
                // each turn takes one good frame
            }
        }
        return scan;
    }

    private boolean readHeader() {
        if (content.length < WriteAheadForm.HEADER_BYTES
                || ByteBuffer.wrap(content).getLong() != WriteAheadForm.MAGIC
                || !checksumFits(0, WriteAheadForm.HEADER_FIELDS + WriteAheadTags.SIZE)) {
            return stop(Tail.CORRUPT, "its header is damaged");
        }
        byte[] fields = Arrays.copyOf(content, WriteAheadForm.HEADER_FIELDS);
        lastTag = slice(WriteAheadForm.HEADER_FIELDS, WriteAheadTags.SIZE);
        if (tags != null && !MessageDigest.isEqual(lastTag, tags.ofHeader(fields))) {
            return stop(Tail.CORRUPT, "its header bears a tag of another key or log");
        }
        firstIndex = ByteBuffer.wrap(content).getLong(Long.BYTES);
        root = Bytes.copyOf(slice(2 * Long.BYTES, WriteAheadForm.HEADER_FIELDS - 2 * Long.BYTES));
        goodBytes = WriteAheadForm.HEADER_BYTES;
        return firstIndex >= 0 || stop(Tail.CORRUPT, "its first index is negative");
    }

    private boolean readFrame() {
        int rest = content.length - goodBytes;
        if (rest < WriteAheadForm.FRAME_HEADER_BYTES) {
            return stop(Tail.INCOMPLETE, "it ends inside a frame");
        }
        if (!isFrameHeader(goodBytes)) {
            return stopAtDamage("there is no frame");
        }
        ByteBuffer fields = ByteBuffer.wrap(content, goodBytes, WriteAheadForm.FRAME_FIELDS);
        fields.getInt();
        long first = fields.getLong();
        int count = fields.getInt();
        int length = fields.getInt();
        if (first != nextIndex() || count < 1 || length < 2L * count || length > WriteAheadForm.MAX_PAYLOAD_BYTES) {
            return stop(
                    Tail.CORRUPT,
                    "a frame starts at entry " + first + " where " + nextIndex() + " is expected, "
                            + "or has an impossible size");
        }
        int frameBytes = WriteAheadForm.FRAME_HEADER_BYTES + length + WriteAheadForm.FRAME_TRAILER_BYTES;
        if (rest < frameBytes) {
            return stop(Tail.INCOMPLETE, "it ends inside a frame");
        }
        int payload = goodBytes + WriteAheadForm.FRAME_HEADER_BYTES;
        if (!checksumFits(payload, length + WriteAheadTags.SIZE)) {
            return stopAtDamage("the checksum of a frame does not fit");
        }
        return takeFrame(count, payload, length) && advance(frameBytes);
    }

    private boolean takeFrame(int count, int payload, int length) {
        byte[] body = slice(payload, length);
        byte[] tag = slice(payload + length, WriteAheadTags.SIZE);
        byte[] header = slice(goodBytes, WriteAheadForm.FRAME_HEADER_BYTES);
        if (tags != null && !MessageDigest.isEqual(tag, tags.ofFrame(lastTag, header, body))) {
            return stop(Tail.CORRUPT, "the keyed tag of a frame does not fit: it was forged or moved");
        }
        try {
            entries.addAll(EntryBundle.read(body, count));
        } catch (IllegalArgumentException e) {
            return stop(Tail.CORRUPT, "a frame does not hold its entries: " + e.getMessage());
        }
        lastTag = tag;
        return true;
    }

    private boolean advance(int bytes) {
        goodBytes += bytes;
        return true;
    }

    /** Damage with a frame behind it is in the middle, where no crash leaves it. */
    private boolean stopAtDamage(String what) {
        for (int at = goodBytes + 1; at + WriteAheadForm.FRAME_HEADER_BYTES <= content.length; at++) {
            if (isFrameHeader(at)) {
                return stop(Tail.CORRUPT, what + ", and another frame follows");
            }
        }
        return stop(Tail.DAMAGED, what);
    }

    private boolean isFrameHeader(int at) {
        return ByteBuffer.wrap(content).getInt(at) == WriteAheadForm.FRAME_MAGIC
                && checksumFits(at, WriteAheadForm.FRAME_FIELDS);
    }

    private boolean checksumFits(int at, int length) {
        return ByteBuffer.wrap(content).getInt(at + length) == WriteAheadForm.checksum(content, at, length);
    }

    private byte[] slice(int at, int length) {
        return Arrays.copyOfRange(content, at, at + length);
    }

    private boolean stop(Tail found, String why) {
        tail = found;
        problem = "at byte " + goodBytes + " " + why;
        return false;
    }

    /** The size of the tree that the file continues. */
    long firstIndex() {
        return firstIndex;
    }

    /** The root of the tree that the file continues. */
    Bytes root() {
        return root;
    }

    /** The entries of all good frames. */
    List<byte[]> entries() {
        return List.copyOf(entries);
    }

    /** The index after the last good frame. */
    long nextIndex() {
        return firstIndex + entries.size();
    }

    /** How many bytes of the file are good. */
    int goodBytes() {
        return goodBytes;
    }

    /** The tag that the next frame continues; copied. */
    byte[] lastTag() {
        return lastTag.clone();
    }

    Tail tail() {
        return tail;
    }

    /** What is wrong with the tail, for a tail that is not clean. */
    String problem() {
        return problem;
    }
}
