package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;

/**
 * From which entry on a log publishes its entries (C2SP tlog-tiles, "Pruning"): those below were removed under its
 * retention policy, the hash tiles were not. The specification has no form for it yet; ours is in
 * {@code docs/formats/minimum-index.md}.
 *
 * @param origin the log's name, 1 to 255 visible ASCII characters without {@code +}
 * @param index the first entry that is still there; a multiple of 256 above 0
 * @param rootHash the root of the tree of the entries below it, 32 bytes
 * @param fromIndex the first entry that the last pruning removed; a multiple of 256 below the index
 * @param eventIndex where the log says of itself that it was pruned; not below the index
 * @param headsDigest SHA-256 of where every tenant stood at the index, 32 bytes
 */
@Immutable
public record MinimumIndex(
        String origin, long index, Bytes rootHash, long fromIndex, long eventIndex, Bytes headsDigest) {

    /** The file's name below the log's directory. */
    public static final String FILE = "minimum-index";

    private static final String TITLE = "compliancekit minimum index v1";
    private static final int LINES = 7;

    /**
     * Checks the ranges.
     *
     * @param origin the log's name
     * @param index the first entry that is still there
     * @param rootHash the root of the tree of the entries below it, 32 bytes
     * @param fromIndex the first entry that the last pruning removed
     * @param eventIndex where the log says of itself that it was pruned
     * @param headsDigest SHA-256 of where every tenant stood at the index, 32 bytes
     * @throws IllegalArgumentException if one is not accepted
     */
    public MinimumIndex {
        KeyName.require(origin);
        if (index <= 0 || index % Tile.FULL != 0 || fromIndex < 0 || fromIndex >= index || fromIndex % Tile.FULL != 0) {
            throw new IllegalArgumentException("minimum index is " + index + " and was pruned from " + fromIndex
                    + "; accepted are multiples of 256, the first above the second");
        }
        if (eventIndex < index) {
            throw new IllegalArgumentException(
                    "event of the pruning has the index " + eventIndex + "; accepted is " + index + " or above");
        }
        if (rootHash.size() != Sha256.SIZE || headsDigest.size() != Sha256.SIZE) {
            throw new IllegalArgumentException("a hash has not 32 bytes; accepted are 32");
        }
    }

    /** Reads the text, without signatures. */
    static MinimumIndex parse(String text) {
        String[] lines = text.split("\n", LINES + 2);
        if (lines.length != LINES + 1 || !lines[LINES].isEmpty() || !lines[0].equals(TITLE)) {
            throw new IllegalArgumentException(
                    "minimum index has not seven lines, the first of them \"" + TITLE + "\"");
        }
        return new MinimumIndex(
                lines[1],
                Checkpoint.parseNumber("minimum index", lines[2]),
                Bytes.copyOf(Base64Text.decode("root hash", lines[3])),
                Checkpoint.parseNumber("start of the pruning", lines[4]),
                Checkpoint.parseNumber("index of the event", lines[5]),
                Bytes.copyOf(Base64Text.decode("digest of the heads", lines[6])));
    }

    /** The text that is signed: no checkpoint, since the first line is no origin. */
    String text() {
        return String.join(
                "\n",
                TITLE,
                origin,
                Long.toString(index),
                Base64Text.encode(rootHash.toByteArray()),
                Long.toString(fromIndex),
                Long.toString(eventIndex),
                Base64Text.encode(headsDigest.toByteArray()),
                "");
    }
}
