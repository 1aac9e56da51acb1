package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.util.regex.Pattern;

/**
 * What a log says it is at one size (C2SP tlog-checkpoint). The byte layout is in {@code docs/formats/checkpoint.md}.
 *
 * @param origin the log's name, 1 to 255 visible ASCII characters without {@code +}
 * @param treeSize how many entries, from 0
 * @param rootHash the root of their Merkle tree (RFC 9162 section 2.1.1), 32 bytes
 */
@Immutable
public record Checkpoint(String origin, long treeSize, Bytes rootHash) {

    private static final int LINES = 3;
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    /**
     * Checks the ranges.
     *
     * @param origin the log's name
     * @param treeSize how many entries, from 0
     * @param rootHash the root of their Merkle tree, 32 bytes
     * @throws IllegalArgumentException if one is not accepted
     */
    public Checkpoint {
        KeyName.require(origin);
        if (treeSize < 0) {
            throw new IllegalArgumentException("treeSize is " + treeSize + "; accepted is 0 or more");
        }
        if (rootHash.size() != Sha256.SIZE) {
            throw new IllegalArgumentException("rootHash has " + rootHash.size() + " bytes; accepted are 32");
        }
    }

    /**
     * Reads the text of a checkpoint, without signatures.
     *
     * @param text exactly three lines, each with its line feed: origin, size, root in Base64
     * @return the checkpoint
     * @throws IllegalArgumentException if it is anything else, extension lines included
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", LINES + 2);
        if (lines.length != LINES + 1 || !lines[LINES].isEmpty()) {
            throw new IllegalArgumentException(
                    "checkpoint has not three lines; accepted are origin, size and root, each with a line feed");
        }
        return new Checkpoint(lines[0], parseSize(lines[1]), Bytes.copyOf(Base64Text.decode("root hash", lines[2])));
    }

    private static long parseSize(String decimal) {
        return parseNumber("size of the checkpoint", decimal);
    }

    /** A number as all the formats write it. */
    static long parseNumber(String what, String decimal) {
        if (!SIZE.matcher(decimal).matches()) {
            throw new IllegalArgumentException(
                    what + " is not accepted; accepted is a decimal number without leading zeros");
        }
        try {
            return Long.parseLong(decimal);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " is above " + Long.MAX_VALUE, e);
        }
    }

    /**
     * The text that is signed.
     *
     * @return three lines, each with its line feed
     */
    public String text() {
        return origin + "\n" + treeSize + "\n" + Base64Text.encode(rootHash.toByteArray()) + "\n";
    }
}
