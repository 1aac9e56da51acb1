package dev.compliancekit.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Key material: copied in, copied out, overwritten with zeros by {@link #close}, never shown. What the Java virtual
 * machine moved or swapped out meanwhile is beyond its reach.
 *
 * <p><em>Thread-safe.</em>
 */
public final class SecretBytes implements AutoCloseable {

    private final byte[] content;
    private boolean closed;

    private SecretBytes(byte[] content) {
        this.content = content;
    }

    /**
     * Key material from an array; the caller still has to wipe the array.
     *
     * @param content the bytes; copied
     * @return the key material
     */
    public static SecretBytes copyOf(byte[] content) {
        return new SecretBytes(content.clone());
    }

    /**
     * New random key material.
     *
     * @param sizeBytes how many bytes, 1 or more
     * @param random where they come from
     * @return the key material
     * @throws IllegalArgumentException if the size is below 1
     */
    public static SecretBytes random(int sizeBytes, SecureRandom random) {
        if (sizeBytes < 1) {
            throw new IllegalArgumentException("sizeBytes is " + sizeBytes + "; accepted are 1 and above");
        }
        byte[] content = new byte[sizeBytes];
        random.nextBytes(content);
        return new SecretBytes(content);
    }

    /**
     * How many bytes there are, also after {@link #close}.
     *
     * @return the number
     */
    public int size() {
        return content.length;
    }

    /**
     * The bytes themselves. Whoever calls this wipes the array afterwards.
     *
     * @return a copy
     * @throws IllegalStateException if this was closed
     */
    public synchronized byte[] toByteArray() {
        if (closed) {
            throw new IllegalStateException("the key material was wiped; it cannot be read after close");
        }
        return content.clone();
    }

    /** Overwrites the bytes with zeros. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(content, (byte) 0);
    }

    /** Compares in a time that depends on the lengths only. Closed key material equals nothing but itself. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof SecretBytes that && isOpen() && that.isOpen() && sameContent(that);
    }

    private boolean sameContent(SecretBytes that) {
        byte[] mine = toByteArray();
        byte[] theirs = that.toByteArray();
        try {
            return MessageDigest.isEqual(mine, theirs);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    /** Tells the length only, so that it leaks nothing. */
    @Override
    public int hashCode() {
        return content.length;
    }

    /** The length only. */
    @Override
    public String toString() {
        return "SecretBytes[" + content.length + " bytes]";
    }
}
