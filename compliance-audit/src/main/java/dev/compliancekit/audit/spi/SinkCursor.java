package dev.compliancekit.audit.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.util.List;

/**
 * How far a sink holds a log: everything below an index, the last of it with a known leaf hash.
 *
 * @param origin the log's name, as in its checkpoints
 * @param nextIndex the index of the entry that the sink lacks first; the sink holds that many
 * @param lastLeafHash the leaf hash of the entry before it, 32 bytes; no byte if the sink holds none
 */
@Immutable
public record SinkCursor(String origin, long nextIndex, Bytes lastLeafHash) {

    static final int HASH_BYTES = 32;

    /**
     * Checks the ranges.
     *
     * @param origin the log's name
     * @param nextIndex the index of the entry that the sink lacks first, from 0
     * @param lastLeafHash the leaf hash of the entry before it
     * @throws IllegalArgumentException if the origin is empty, the index negative, or the hash has another length than
     *     32 bytes, or than none where the index is 0
     */
    public SinkCursor {
        if (origin.isEmpty()) {
            throw new IllegalArgumentException("origin is empty; accepted is the log's name");
        }
        if (nextIndex < 0) {
            throw new IllegalArgumentException("nextIndex is " + nextIndex + "; accepted is 0 or more");
        }
        int expected = nextIndex == 0 ? 0 : HASH_BYTES;
        if (lastLeafHash.size() != expected) {
            throw new IllegalArgumentException(
                    "lastLeafHash has " + lastLeafHash.size() + " bytes; accepted are " + expected);
        }
    }

    /**
     * A sink that holds nothing of a log.
     *
     * @param origin the log's name
     * @return the cursor before the first entry
     */
    public static SinkCursor start(String origin) {
        return new SinkCursor(origin, 0, Bytes.copyOf(new byte[0]));
    }

    /**
     * Where a sink stands that stood here and took some entries.
     *
     * @param entries at least one, the first with the next index, each of the others one above that before it
     * @return the cursor after the last one
     * @throws IllegalArgumentException if there is none, or one has another index
     */
    public SinkCursor after(List<ShippedEntry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("there is no entry; accepted is one or more");
        }
        for (int i = 0; i < entries.size(); i++) {
            long index = entries.get(i).index();
            if (index != nextIndex + i) {
                throw new IllegalArgumentException("entry " + i + " of the batch has the index " + index
                        + "; accepted is " + (nextIndex + i) + ", without gaps");
            }
        }
        return new SinkCursor(
                origin,
                nextIndex + entries.size(),
                entries.get(entries.size() - 1).leafHash());
    }
}
