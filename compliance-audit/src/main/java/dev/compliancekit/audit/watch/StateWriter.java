package dev.compliancekit.audit.watch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** Writes a saved state, see {@code docs/formats/watch-state.md}. <em>Not thread-safe: confine to one thread.</em> */
final class StateWriter {

    static final String HEADER = "compliancekit watch v1\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    StateWriter() {
        out.writeBytes(HEADER.getBytes(StandardCharsets.UTF_8));
    }

    void number(int value) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    void number(long value) {
        out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
    }

    void number(double value) {
        number(Double.doubleToLongBits(value));
    }

    void instant(Instant value) {
        number(value.getEpochSecond());
        number(value.getNano());
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        out.writeBytes(utf8);
    }

    void counts(char[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        bytes.asCharBuffer().put(values);
        out.writeBytes(bytes.array());
    }

    void numbers(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        out.writeBytes(bytes.array());
    }

    void numbers(byte[] values) {
        out.writeBytes(values);
    }

    int size() {
        return out.size();
    }

    /** Everything written so far, and the digest over it. */
    byte[] finish() {
        byte[] body = out.toByteArray();
        out.writeBytes(sha256(body));
        return out.toByteArray();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no SHA-256", e);
        }
    }
}
