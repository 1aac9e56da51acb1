package dev.compliancekit.crypto.stream;

import com.google.errorprone.annotations.Immutable;

/**
 * A range of bytes, half-open. An HTTP {@code Range} header counts its end inclusively: {@code bytes=from-(to-1)}.
 *
 * @param from the offset of the first byte, 0 or more
 * @param toExclusive the offset behind the last byte, {@code from} or more
 */
@Immutable
public record ByteRange(long from, long toExclusive) {

    /**
     * A range.
     *
     * @param from the offset of the first byte, 0 or more
     * @param toExclusive the offset behind the last byte, {@code from} or more
     * @throws IllegalArgumentException if the end is before the beginning, or the beginning before 0
     */
    public ByteRange {
        if (from < 0 || toExclusive < from) {
            throw new IllegalArgumentException("range is " + from + " to " + toExclusive
                    + " (exclusive); accepted are 0 or more, and an end that is not before the beginning");
        }
    }

    /**
     * How many bytes.
     *
     * @return 0 or more
     */
    public long size() {
        return toExclusive - from;
    }
}
