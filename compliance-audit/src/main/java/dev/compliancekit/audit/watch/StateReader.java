package dev.compliancekit.audit.watch;

import dev.compliancekit.core.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads what {@link StateWriter} writes; every fault is one {@link IllegalArgumentException}. <em>Not thread-safe:
 * confine to one thread.</em>
 */
final class StateReader {

    private static final int DIGEST_BYTES = 32;

    private final ByteBuffer in;

    StateReader(byte[] state) {
        byte[] header = StateWriter.HEADER.getBytes(StandardCharsets.UTF_8);
        require(state.length >= header.length + DIGEST_BYTES);
        int end = state.length - DIGEST_BYTES;
        byte[] digest = StateWriter.sha256(Arrays.copyOf(state, end));
        require(MessageDigest.isEqual(digest, Arrays.copyOfRange(state, end, state.length)));
        require(Arrays.equals(header, Arrays.copyOf(state, header.length)));
        this.in = ByteBuffer.wrap(state, header.length, end - header.length);
    }

    static IllegalArgumentException damaged() {
        return new IllegalArgumentException(
                "saved state of the watch is damaged or not one; accepted is what save() gave, unchanged");
    }

    void require(boolean holds) {
        if (!holds) {
            throw damaged();
        }
    }

    void expectEnd() {
        require(!in.hasRemaining());
    }

    int number(int least, int most) {
        needs(4);
        int value = in.getInt();
        require(value >= least && value <= most);
        return value;
    }

    long number() {
        needs(8);
        return in.getLong();
    }

    /** A finite number; the one zero is positive. */
    double real() {
        double value = Double.longBitsToDouble(number());
        require(Double.isFinite(value));
        return value;
    }

    double real(double least) {
        double value = real();
        require(value >= least);
        return value;
    }

    String text(int mostBytes) {
        byte[] utf8 = new byte[number(0, mostBytes)];
        needs(utf8.length);
        in.get(utf8);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged();
        }
    }

    Instant instant() {
        try {
            return Instant.ofEpochSecond(number(), number(0, 999_999_999));
        } catch (DateTimeException e) {
            throw damaged();
        }
    }

    TenantId tenant() {
        String value = text(TenantId.MAX_LENGTH);
        try {
            return new TenantId(value);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    void counts(char[] values) {
        needs(2 * values.length);
        in.slice().asCharBuffer().get(values);
        skip(2 * values.length);
    }

    void numbers(float[] values) {
        needs(4 * values.length);
        in.slice().asFloatBuffer().get(values);
        skip(4 * values.length);
        for (float value : values) {
            require(Float.isFinite(value));
        }
    }

    /** Numbers that are 0 or more. */
    void amounts(float[] values) {
        numbers(values);
        for (float value : values) {
            require(value >= 0);
        }
    }

    void numbers(byte[] values) {
        needs(values.length);
        in.get(values);
        for (byte value : values) {
            require(value >= 0);
        }
    }

    private void needs(int bytes) {
        require(in.remaining() >= bytes);
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }
}
