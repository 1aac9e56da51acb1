package dev.compliancekit.crypto.file;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The first bits of SHA-256 of a subject: which subjects a bucket holds.
 *
 * @param length how many bits, 0 to 64
 * @param bits the bits, from the top; the others are 0
 */
@Immutable
record Prefix(int length, long bits) {

    /** Of every subject. */
    static final Prefix ROOT = new Prefix(0, 0);

    static final int MAX_LENGTH = Long.SIZE;

    /** The first 64 bits, of which all prefixes of a subject are made. */
    static long pathOf(SubjectId subject) {
        byte[] text = subject.value().getBytes(StandardCharsets.US_ASCII);
        return pathOf(Checksum.of(text, text.length));
    }

    static long pathOf(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    boolean covers(long path) {
        return length == 0 || (path ^ bits) >>> (Long.SIZE - length) == 0;
    }

    /** The child on the way of a path. */
    Prefix childOn(long path) {
        return child(path << length < 0);
    }

    /** Both, in their order; none of the longest prefix. */
    List<Prefix> children() {
        return length == MAX_LENGTH ? List.of() : List.of(child(false), child(true));
    }

    private Prefix child(boolean one) {
        return new Prefix(length + 1, one ? bits | Long.MIN_VALUE >>> length : bits);
    }

    /** Of the bucket of these subjects. */
    String fileName() {
        return length == 0 ? "bucket.keys" : "bucket-" + this + ".keys";
    }

    /** Digits 0 and 1; nothing for the root. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(bits << i < 0 ? '1' : '0');
        }
        return text.toString();
    }
}
