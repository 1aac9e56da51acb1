package dev.compliancekit.crypto;

import dev.compliancekit.core.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The pre-authentication encoding of PASETO (PASETO specification, Common.md, "PAE Definition"): several byte strings
 * as one, so that no two lists give the same bytes. A count, then each piece after its length; numbers are 64-bit
 * little-endian with the top bit cleared.
 *
 * <p><em>Thread-safe.</em>
 */
public final class Pae {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Pae() {}

    /**
     * Encodes a list.
     *
     * @param pieces the pieces, any number of any length
     * @return the encoding, 8 bytes and another 8 for each piece longer than the pieces
     * @throws ArithmeticException if the encoding would be 2 GiB or longer
     */
    public static byte[] encode(List<Bytes> pieces) {
        int size = Long.BYTES;
        for (Bytes piece : pieces) {
            size = Math.addExact(size, Math.addExact(Long.BYTES, piece.size()));
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(pieces.size());
        for (Bytes piece : pieces) {
            out.putLong(piece.size()).put(piece.toByteArray());
        }
        return out.array();
    }

    /** Of texts that are known to be ASCII, without making arrays of the pieces. */
    static byte[] encodeAscii(String... pieces) {
        int size = Long.BYTES;
        for (String piece : pieces) {
            size += Long.BYTES + piece.length();
        }
        byte[] out = new byte[size];
        LONG.set(out, 0, (long) pieces.length);
        int at = Long.BYTES;
        for (String piece : pieces) {
            LONG.set(out, at, (long) piece.length());
            at += Long.BYTES;
            copyAscii(piece, out, at);
            at += piece.length();
        }
        return out;
    }

    @SuppressWarnings("deprecation") // drops the high byte of each character, which in ASCII is 0
    private static void copyAscii(String piece, byte[] out, int at) {
        piece.getBytes(0, piece.length(), out, at);
    }

    /**
     * Decodes a list. Lengths are checked before anything is allocated.
     *
     * @param encoded what {@link #encode} gave; read, not kept
     * @return the pieces, unmodifiable
     * @throws IllegalArgumentException if it is not exactly the encoding of some list
     */
    public static List<Bytes> decode(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        int count = readNumber(in, Long.BYTES);
        List<Bytes> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] piece = new byte[readNumber(in, 1)];
            in.get(piece);
            pieces.add(Bytes.copyOf(piece));
        }
        if (in.hasRemaining()) {
            throw notAccepted();
        }
        return List.copyOf(pieces);
    }

    /** A count of things of at least {@code unit} bytes each that must still fit into the rest. */
    private static int readNumber(ByteBuffer in, int unit) {
        if (in.remaining() < Long.BYTES) {
            throw notAccepted();
        }
        long number = in.getLong();
        if (number < 0 || number > in.remaining() / unit) {
            throw notAccepted();
        }
        return (int) number;
    }

    private static IllegalArgumentException notAccepted() {
        return new IllegalArgumentException("not a PASETO pre-authentication encoding of complete pieces");
    }
}
