package dev.compliancekit.tink;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a protocol buffers message whose fields have numbers below 16, each at most once, and are varints or
 * length-delimited. Lengths are checked before anything is allocated.
 */
final class ProtoReader {

    private static final int MAX_VARINT_BYTES = 10;
    private static final int FIELDS = 16;

    private final long[] numbers = new long[FIELDS];
    private final byte[][] contents = new byte[FIELDS][0];
    private int present;

    private ProtoReader() {}

    /** Empty if it is anything else. */
    static Optional<ProtoReader> of(byte[] message) {
        ProtoReader reader = new ProtoReader();
        ByteBuffer in = ByteBuffer.wrap(message);
        try {
            while (in.hasRemaining()) {
                if (!reader.readField(in)) {
                    return Optional.empty();
                }
            }
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
        return Optional.of(reader);
    }

    private boolean readField(ByteBuffer in) {
        long tag = varint(in);
        int field = (int) (tag >>> 3);
        int bit = 1 << field;
        if (tag < 1 << 3 || tag >= FIELDS << 3 || (present & bit) != 0) {
            return false;
        }
        present |= bit;
        int type = (int) tag & 7;
        if (type == ProtoWriter.VARINT) {
            numbers[field] = varint(in);
            return true;
        }
        long size = varint(in);
        if (type != ProtoWriter.LENGTH_DELIMITED || size < 0 || size > in.remaining()) {
            return false;
        }
        contents[field] = new byte[(int) size];
        in.get(contents[field]);
        return true;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }

    /** Whether no other field is there than those whose bits are set. */
    boolean hasOnly(int fields) {
        return (present & ~fields) == 0;
    }

    /** 0 if it is not there. */
    long number(int field) {
        return numbers[field];
    }

    /** Empty if it is not there; not a copy. */
    byte[] bytes(int field) {
        return contents[field];
    }
}
