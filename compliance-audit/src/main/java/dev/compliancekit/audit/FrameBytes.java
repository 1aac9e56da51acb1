package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.EntryBundle;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The frame of one batch while it is filled, see {@code docs/formats/write-ahead.md}. <em>Not thread-safe.</em> */
final class FrameBytes {

    private static final int KEPT = 1 << 20;
    private static final int LENGTH_BYTES = 2;

    private byte[] bytes = new byte[1 << 12];
    private int end;
    private byte[] leafHashes = new byte[1 << 10];
    private int count;

    FrameBytes() {
        reset();
    }

    /** Adds an entry, as a bundle has it. */
    void add(byte[] entry, byte[] leafHash) {
        if (entry.length > EntryBundle.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "entry has " + entry.length + " bytes; accepted are at most " + EntryBundle.MAX_ENTRY_BYTES);
        }
        reserve(LENGTH_BYTES + entry.length + WriteAheadForm.FRAME_TRAILER_BYTES);
        bytes[end] = (byte) (entry.length >>> 8);
        bytes[end + 1] = (byte) entry.length;
        System.arraycopy(entry, 0, bytes, end + LENGTH_BYTES, entry.length);
        end += LENGTH_BYTES + entry.length;
        if (leafHashes.length == count * FrameKeys.SIZE) {
            leafHashes = Arrays.copyOf(leafHashes, 2 * leafHashes.length);
        }
        System.arraycopy(leafHash, 0, leafHashes, count * FrameKeys.SIZE, FrameKeys.SIZE);
        count++;
    }

    private void reserve(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(end, more)));
        }
    }

    int count() {
        return count;
    }

    int payloadBytes() {
        return end - WriteAheadForm.FRAME_HEADER_BYTES;
    }

    /** Of all entries, one after the other. */
    byte[] leafHashes() {
        return Arrays.copyOf(leafHashes, count * FrameKeys.SIZE);
    }

    /** Puts header and tag around the entries; there is at least one. */
    void close(byte[] header, byte[] tag) {
        System.arraycopy(header, 0, bytes, 0, header.length);
        System.arraycopy(tag, 0, bytes, end, tag.length);
        int checked = payloadBytes() + tag.length;
        end += tag.length;
        ByteBuffer.wrap(bytes).putInt(end, WriteAheadForm.checksum(bytes, WriteAheadForm.FRAME_HEADER_BYTES, checked));
        end += Integer.BYTES;
    }

    /** Shared, and more than {@link #length} long. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return end;
    }

    void reset() {
        end = WriteAheadForm.FRAME_HEADER_BYTES;
        count = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[KEPT];
        }
    }
}
