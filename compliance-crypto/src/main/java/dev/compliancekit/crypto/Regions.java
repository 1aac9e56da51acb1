package dev.compliancekit.crypto;

import java.nio.ByteBuffer;

/** Parts of arrays and buffers of the caller. */
final class Regions {

    private Regions() {}

    /** Refuses an output that is too small, before anything is written. */
    static void requireRoom(int room, int needed) {
        if (room < needed) {
            throw new IllegalArgumentException(
                    "out has room for " + Math.max(room, 0) + " bytes; needed are " + needed);
        }
    }

    static void requireWritable(ByteBuffer out) {
        if (out.isReadOnly()) {
            throw new IllegalArgumentException("out is read-only; accepted are buffers that can be written");
        }
    }

    static void requireNotNegative(int outAt) {
        if (outAt < 0) {
            throw new IllegalArgumentException("outAt is " + outAt + "; accepted are 0 and above");
        }
    }

    /** Whether both parts are of one array and have bytes in common. */
    @SuppressWarnings("ReferenceEquality") // one array, not equal ones
    static boolean overlap(byte[] one, int oneAt, int oneBytes, byte[] other, int otherAt, int otherBytes) {
        return one == other && oneAt < otherAt + otherBytes && otherAt < oneAt + oneBytes;
    }

    /** Whether that may be so; of buffers outside the heap nobody can tell. */
    static boolean mayOverlap(ByteBuffer in, ByteBuffer out, int outBytes) {
        if (!in.hasArray() || !out.hasArray()) {
            return true;
        }
        int inAt = in.arrayOffset() + in.position();
        int outAt = out.arrayOffset() + out.position();
        return overlap(in.array(), inAt, in.remaining(), out.array(), outAt, outBytes);
    }

    /** What remains, without moving the position. */
    static byte[] copyOf(ByteBuffer in) {
        byte[] copy = new byte[in.remaining()];
        in.get(in.position(), copy);
        return copy;
    }
}
