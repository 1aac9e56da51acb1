package dev.compliancekit.crypto.file;

import dev.compliancekit.core.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads what a {@link FieldWriter} wrote. Lengths are checked before anything is allocated; everything that cannot be
 * read is an {@link IllegalArgumentException}.
 */
final class FieldReader {

    static final int MAX_SHORT = 0xff;
    static final int MAX_LONG = 0xffff;

    private final ByteBuffer in;

    /** All of an array; it is not copied. */
    FieldReader(byte[] content) {
        this(content, 0, content.length);
    }

    FieldReader(byte[] content, int from, int length) {
        this.in = ByteBuffer.wrap(content, from, length);
    }

    /** The fields before the checksum, if it is right. */
    static FieldReader withChecksum(byte[] file) {
        int length = file.length - Checksum.BYTES;
        if (length < 0 || !Arrays.equals(Checksum.of(file, length), 0, Checksum.BYTES, file, length, file.length)) {
            throw damaged();
        }
        return new FieldReader(file, 0, length);
    }

    int int8() {
        try {
            return in.get() & 0xff;
        } catch (BufferUnderflowException e) {
            throw damaged();
        }
    }

    int int32() {
        try {
            return in.getInt();
        } catch (BufferUnderflowException e) {
            throw damaged();
        }
    }

    long int64() {
        try {
            return in.getLong();
        } catch (BufferUnderflowException e) {
            throw damaged();
        }
    }

    Instant instant() {
        long seconds = int64();
        int nanos = int32();
        if (nanos < 0 || nanos > 999_999_999) {
            throw damaged();
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw damaged();
        }
    }

    byte[] bytes(int length) {
        byte[] value = new byte[requireRemaining(length)];
        in.get(value);
        return value;
    }

    Bytes bytesOf(int length) {
        return Bytes.copyOf(bytes(length));
    }

    String shortText() {
        return new String(bytes(int8()), StandardCharsets.UTF_8);
    }

    String longText() {
        return new String(bytes(longLength()), StandardCharsets.UTF_8);
    }

    Bytes longBytes() {
        return Bytes.copyOf(bytes(longLength()));
    }

    private int longLength() {
        return int8() << 8 | int8();
    }

    /** A count of things of at least that many bytes each, which must still fit into the rest. */
    int count(int bytesEach) {
        int count = int32();
        if (count < 0 || count > in.remaining() / bytesEach) {
            throw damaged();
        }
        return count;
    }

    /** Goes on behind that many bytes. */
    void skip(int length) {
        in.position(in.position() + requireRemaining(length));
    }

    private int requireRemaining(int length) {
        if (length < 0 || length > in.remaining()) {
            throw damaged();
        }
        return length;
    }

    /** Where the next field begins in the array. */
    int position() {
        return in.position();
    }

    /** The length, in one byte, of a text that begins somewhere in what was read or skipped. */
    int lengthAt(int position) {
        return in.get(position) & 0xff;
    }

    void requireEnd() {
        if (in.hasRemaining()) {
            throw damaged();
        }
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException("not the complete fields of a key store's file");
    }
}
