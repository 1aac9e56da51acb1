package dev.compliancekit.crypto.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes fields one after the other: numbers big endian and of fixed length, all else after its length. */
final class FieldWriter {

    private final ByteArrayOutputStream out;

    FieldWriter(int expectedBytes) {
        this.out = new ByteArrayOutputStream(expectedBytes);
    }

    /** One byte, 0 to 255. */
    FieldWriter int8(int value) {
        out.write(value);
        return this;
    }

    FieldWriter int32(int value) {
        return bytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    FieldWriter int64(long value) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Seconds since 1970 and nanoseconds. */
    FieldWriter instant(Instant value) {
        return int64(value.getEpochSecond()).int32(value.getNano());
    }

    /** Without a length: the reader knows it. */
    FieldWriter bytes(byte[] value) {
        return bytes(value, 0, value.length);
    }

    FieldWriter bytes(byte[] value, int from, int length) {
        out.write(value, from, length);
        return this;
    }

    /** After one byte of length. */
    FieldWriter shortText(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > FieldReader.MAX_SHORT) {
            throw new IllegalArgumentException("text has " + bytes.length + " bytes; accepted are at most 255");
        }
        return int8(bytes.length).bytes(bytes);
    }

    /** After two bytes of length. */
    FieldWriter longText(String value) {
        return longBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** After two bytes of length. */
    FieldWriter longBytes(byte[] value) {
        if (value.length > FieldReader.MAX_LONG) {
            throw new IllegalArgumentException("field has " + value.length + " bytes; accepted are at most 65535");
        }
        return int8(value.length >> 8).int8(value.length).bytes(value);
    }

    int size() {
        return out.size();
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /** What was written, and its checksum behind it. */
    byte[] withChecksum() {
        byte[] content = out.toByteArray();
        return bytes(Checksum.of(content, content.length)).toByteArray();
    }
}
