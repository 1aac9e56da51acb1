package dev.compliancekit.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the length-prefixed pieces inside a box from left to right. <em>Not thread-safe.</em> */
final class BoxReader {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int MAX_LENGTH = 1 << (3 * BITS);

    private final ByteBuffer in;

    BoxReader(byte[] plaintext) {
        this.in = ByteBuffer.wrap(plaintext);
    }

    /** The length, seven bits a byte, lowest first, and the bytes. */
    static void writeBytes(ByteArrayOutputStream out, byte[] bytes) {
        if (bytes.length >= MAX_LENGTH) {
            throw new IllegalArgumentException("a sealed part has " + bytes.length + " bytes; accepted are 65,535");
        }
        int left = bytes.length;
        while (left >= MORE) {
            out.write((left & (MORE - 1)) | MORE);
            left >>= BITS;
        }
        out.write(left);
        out.writeBytes(bytes);
    }

    boolean hasMore() {
        return in.hasRemaining();
    }

    int one() {
        require(1);
        return Byte.toUnsignedInt(in.get());
    }

    byte[] bytes() {
        int length = 0;
        int shift = 0;
        int next = one();
        while (next >= MORE && shift < 2 * BITS) {
            length |= (next & (MORE - 1)) << shift;
            shift += BITS;
            next = one();
        }
        length |= next << shift;
        require(length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text in a sealed part is not UTF-8", e);
        }
    }

    private void require(int bytes) {
        if (in.remaining() < bytes) {
            throw new IllegalArgumentException("a sealed part ends inside a piece");
        }
    }
}
