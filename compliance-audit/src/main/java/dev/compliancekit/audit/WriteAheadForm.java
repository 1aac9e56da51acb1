package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The bytes of the write-ahead file, version 1; see {@code docs/formats/write-ahead.md}. All numbers big-endian. */
final class WriteAheadForm {

    static final String FILE = "write-ahead";
    static final int MAX_FILE_BYTES = 32 << 20;
    static final int MAX_PAYLOAD_BYTES = 8 << 20;

    /** Magic, first index, root. */
    static final int HEADER_FIELDS = 48;

    /** The fields, a tag, a checksum. */
    static final int HEADER_BYTES = HEADER_FIELDS + WriteAheadTags.SIZE + Integer.BYTES;

    /** Magic, first index, count, length. */
    static final int FRAME_FIELDS = 20;

    /** The fields and a checksum. */
    static final int FRAME_HEADER_BYTES = FRAME_FIELDS + Integer.BYTES;

    /** A tag and a checksum. */
    static final int FRAME_TRAILER_BYTES = WriteAheadTags.SIZE + Integer.BYTES;

    /** The text {@code ckwal/1} and a line feed. */
    static final long MAGIC = 0x636b77616c2f310aL;

    /** The text {@code CKFR}. */
    static final int FRAME_MAGIC = 0x434b4652;

    private WriteAheadForm() {}

    static byte[] header(long firstIndex, Bytes root, WriteAheadTags tags) {
        byte[] fields = ByteBuffer.allocate(HEADER_FIELDS)
                .putLong(MAGIC)
                .putLong(firstIndex)
                .put(root.toByteArray())
                .array();
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(fields).put(tags.ofHeader(fields));
        return header.putInt(checksum(header.array(), 0, HEADER_FIELDS + WriteAheadTags.SIZE))
                .array();
    }

    static byte[] frameHeader(long firstIndex, int count, int payloadBytes) {
        ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER_BYTES)
                .putInt(FRAME_MAGIC)
                .putLong(firstIndex)
                .putInt(count)
                .putInt(payloadBytes);
        return header.putInt(checksum(header.array(), 0, FRAME_FIELDS)).array();
    }

    static byte[] frame(byte[] frameHeader, byte[] payload, byte[] tag) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + payload.length + FRAME_TRAILER_BYTES)
                .put(frameHeader)
                .put(payload)
                .put(tag);
        return frame.putInt(checksum(frame.array(), FRAME_HEADER_BYTES, payload.length + WriteAheadTags.SIZE))
                .array();
    }

    /** CRC-32C (RFC 3720 appendix B.4), against accidents; against intent there is the tag. */
    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
