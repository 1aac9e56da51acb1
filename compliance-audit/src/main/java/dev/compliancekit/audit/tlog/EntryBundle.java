package dev.compliancekit.audit.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The coding of a bundle of entries (C2SP tlog-tiles): each entry with its length before it, 16 bits, big-endian.
 * <em>Thread-safe.</em>
 */
public final class EntryBundle {

    /** The most bytes an entry may have. */
    public static final int MAX_ENTRY_BYTES = 65_535;

    private EntryBundle() {}

    /**
     * Writes one entry with its length.
     *
     * @param bundle where to
     * @param entry the entry; at most 65,535 bytes; copied
     * @throws IllegalArgumentException if the entry is longer
     */
    public static void write(ByteArrayOutputStream bundle, byte[] entry) {
        if (entry.length > MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "entry has " + entry.length + " bytes; accepted are at most " + MAX_ENTRY_BYTES);
        }
        bundle.write(entry.length >>> 8);
        bundle.write(entry.length);
        bundle.write(entry, 0, entry.length);
    }

    /**
     * Reads the entries of a bundle.
     *
     * @param bundle all bytes of it; read, not kept
     * @param count how many entries it must hold, exactly
     * @return the entries in their order, each a new array
     * @throws IllegalArgumentException if the bundle ends inside an entry or holds more or fewer than {@code count}
     */
    public static List<byte[]> read(byte[] bundle, int count) {
        List<byte[]> entries = new ArrayList<>(Math.min(count, Tile.FULL));
        int position = 0;
        while (position < bundle.length) {
            int length = position + 2 <= bundle.length
                    ? ((bundle[position] & 0xff) << 8) | (bundle[position + 1] & 0xff)
                    : bundle.length;
            if (length > bundle.length - position - 2) {
                throw new IllegalArgumentException(
                        "entry " + entries.size() + " of the bundle is cut at byte " + position);
            }
            if (entries.size() == count) {
                throw new IllegalArgumentException(
                        "bundle goes on at byte " + position + " after the " + count + " entries it should hold");
            }
            entries.add(Arrays.copyOfRange(bundle, position + 2, position + 2 + length));
            position += 2 + length;
        }
        if (entries.size() != count) {
            throw new IllegalArgumentException("bundle holds " + entries.size() + " entries; accepted are " + count);
        }
        return entries;
    }
}
