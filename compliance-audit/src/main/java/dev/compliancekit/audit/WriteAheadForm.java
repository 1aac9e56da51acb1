package dev.compliancekit.audit;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The bytes of write-ahead files; see {@code docs/formats/write-ahead.md}. All numbers big-endian. */
final class WriteAheadForm {

    static final int MAX_FILE_BYTES = 64 << 20;
    static final int MAX_PAYLOAD_BYTES = 8 << 20;

    /** The text {@code ckwal/1} and a line feed. */
    static final long MAGIC_1 = 0x636b77616c2f310aL;

    /** The text {@code ckwal/2} and a line feed. */
    static final long MAGIC_2 = 0x636b77616c2f320aL;

    /** The text {@code CKFR}. */
    static final int FRAME_MAGIC = 0x434b4652;

    /** Magic, first index, count, length. */
    static final int FRAME_FIELDS = 20;

    /** The fields and a checksum. */
    static final int FRAME_HEADER_BYTES = FRAME_FIELDS + Integer.BYTES;

    /** A tag and a checksum. */
    static final int FRAME_TRAILER_BYTES = FrameKeys.SIZE + Integer.BYTES;

    private WriteAheadForm() {}

    static byte[] frameHeader(long firstIndex, int count, int payloadBytes) {
        ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER_BYTES)
                .putInt(FRAME_MAGIC)
                .putLong(firstIndex)
                .putInt(count)
                .putInt(payloadBytes);
        return header.putInt(checksum(header.array(), 0, FRAME_FIELDS)).array();
    }

    /** CRC-32C (RFC 3720 appendix B.4), against accidents; against intent there is the tag. */
    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Whether the four bytes behind so many bytes are their checksum. */
    static boolean checksumFits(byte[] content, int at, int length) {
        return ByteBuffer.wrap(content).getInt(at + length) == checksum(content, at, length);
    }
}
