package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string, for hashes, ids and sealed values; never for secrets, since it can be printed. */
@Immutable
public final class Bytes implements Comparable<Bytes> {

    private static final HexFormat HEX = HexFormat.of();

    @SuppressWarnings("Immutable") // copied in, copied out, never written
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /**
     * A byte string of the given bytes.
     *
     * @param content the bytes; copied
     * @return the byte string
     */
    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /**
     * A byte string from its hexadecimal form.
     *
     * @param hex an even number of hexadecimal digits, either case
     * @return the byte string
     * @throws IllegalArgumentException if it is not
     */
    public static Bytes parseHex(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            if (!HexFormat.isHexDigit(hex.charAt(i))) {
                throw new IllegalArgumentException("byte string has a character at position " + i
                        + " that is not a hexadecimal digit; accepted are pairs of 0-9 and a-f");
            }
        }
        if (hex.length() % 2 != 0) {
            throw new IllegalArgumentException(
                    "byte string has " + hex.length() + " hexadecimal digits; accepted is an even number");
        }
        return new Bytes(HEX.parseHex(hex));
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] toByteArray() {
        return content.clone();
    }

    /**
     * How many bytes there are.
     *
     * @return the number, 0 or more
     */
    public int size() {
        return content.length;
    }

    /**
     * The hexadecimal form.
     *
     * @return two lower-case digits a byte
     */
    public String hex() {
        return HEX.formatHex(content);
    }

    /** By unsigned byte values, a prefix first. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The hexadecimal form. */
    @Override
    public String toString() {
        return hex();
    }
}
