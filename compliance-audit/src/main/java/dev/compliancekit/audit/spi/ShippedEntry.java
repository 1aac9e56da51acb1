package dev.compliancekit.audit.spi;

import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.core.Bytes;
import java.util.Objects;

/**
 * An entry on its way from a log to a copy of it. <em>Immutable.</em>
 *
 * @param index the entry's index in the log, from 0
 * @param leafHash the entry's leaf hash (RFC 9162 section 2.1.1), 32 bytes
 * @param label what stands in clear in it
 * @param entry the stored bytes, 1 to 65,535 of them, never to be written in another way
 */
public record ShippedEntry(long index, Bytes leafHash, EntryLabel label, Bytes entry) {

    /**
     * Checks the ranges.
     *
     * @param index the entry's index in the log, from 0
     * @param leafHash the entry's leaf hash, 32 bytes
     * @param label what stands in clear in it
     * @param entry the stored bytes
     * @throws IllegalArgumentException if the index is negative, the hash is not of 32 bytes, or the entry too long
     */
    public ShippedEntry {
        Objects.requireNonNull(label, "label");
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + "; accepted is 0 or more");
        }
        if (leafHash.size() != SinkCursor.HASH_BYTES) {
            throw new IllegalArgumentException("leafHash has " + leafHash.size() + " bytes; accepted are 32");
        }
        if (entry.size() > EntryBundle.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "entry has " + entry.size() + " bytes; accepted are at most " + EntryBundle.MAX_ENTRY_BYTES);
        }
    }

    /**
     * An entry as it is stored.
     *
     * @param index its index in the log, from 0
     * @param entry the stored bytes; copied
     * @return the entry with its leaf hash and label
     * @throws IllegalArgumentException if the bytes are no entry, see {@link EntryLabel#read}
     */
    public static ShippedEntry of(long index, byte[] entry) {
        return new ShippedEntry(index, MerkleTree.leafHash(entry), EntryLabel.read(entry), Bytes.copyOf(entry));
    }

    /** Index and leaf hash; nothing of the content. */
    @Override
    public String toString() {
        return "ShippedEntry[" + index + " " + leafHash + "]";
    }
}
