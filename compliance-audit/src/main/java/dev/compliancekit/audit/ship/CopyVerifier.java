package dev.compliancekit.audit.ship;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a copy of a log with a checkpoint of the log: hashes every entry again, and finds what is missing, twice
 * there or changed. With the log's tiles at hand it says which entry, and lets the copy hold less than all. Memory does
 * not grow with the copy.
 *
 * <p><em>Not thread-safe: confine to one thread.</em>
 */
public final class CopyVerifier {

    private static final int MAX_FINDINGS = 100;

    private final Checkpoint checkpoint;
    private final @Nullable TileDirectory tiles;
    private final MerkleTree tree = MerkleTree.empty();
    private final List<CopyReport.Finding> findings = new ArrayList<>();
    private List<Bytes> hashes = List.of();
    private long hashesFrom = -1;
    private long next;
    private long entries;
    private long leftOut;
    private long beyond;

    private CopyVerifier(Checkpoint checkpoint, @Nullable TileDirectory tiles) {
        this.checkpoint = checkpoint;
        this.tiles = tiles;
    }

    /**
     * Verifies a copy by a checkpoint alone.
     *
     * @param checkpoint of the log, kept by whoever verifies, or with the copy
     * @param log the log's public key
     * @return a verifier that was shown nothing yet
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if the key did not sign the checkpoint
     */
    public static CopyVerifier of(SignedCheckpoint checkpoint, VerifierKey log) {
        return new CopyVerifier(checkpoint.verify(log), null);
    }

    /**
     * Verifies a copy by a checkpoint and the tiles of the log, which are compared with the checkpoint as well.
     *
     * @param checkpoint of the log, of a size that it has published
     * @param log the log's public key
     * @param tiles the log
     * @return a verifier that was shown nothing yet
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if the key did not sign the checkpoint
     */
    public static CopyVerifier of(SignedCheckpoint checkpoint, VerifierKey log, TileDirectory tiles) {
        return new CopyVerifier(checkpoint.verify(log), tiles);
    }

    /**
     * Takes the next entry of the copy.
     *
     * @param index what the copy says of its index; not below that of the entry before, or it is a finding
     * @param leafHash what the copy says of its leaf hash
     * @param entry the stored bytes; read, not kept
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if a tile is missing or malformed
     * @throws java.io.UncheckedIOException if a tile cannot be read
     */
    public void add(long index, Bytes leafHash, byte[] entry) {
        if (index < next) {
            find(index, "entry " + index + " is there twice, or out of order");
            return;
        }
        if (index >= checkpoint.treeSize()) {
            beyond++;
            return;
        }
        skipTo(index);
        entries++;
        Bytes computed = MerkleTree.leafHash(entry);
        Bytes expected = tiles == null ? computed : tileHash(index);
        if (!computed.equals(expected)) {
            find(index, "entry " + index + " has the leaf hash " + computed + ", the log's tile says " + expected);
        } else if (!computed.equals(leafHash)) {
            find(index, "entry " + index + " has the leaf hash " + computed + ", beside it stands " + leafHash);
        }
        tree.append(expected);
        next++;
    }

    /**
     * Says that the copy no longer holds some entries, because they were removed on purpose.
     *
     * @param toExclusive up to where, from the entry after the last one that was added or left out; above the size of
     *     the checkpoint it is that size
     * @throws IllegalStateException if there are no tiles to take their hashes from
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if a tile is missing or malformed
     * @throws java.io.UncheckedIOException if a tile cannot be read
     */
    public void leaveOut(long toExclusive) {
        if (tiles == null) {
            throw new IllegalStateException("a copy that lacks entries is verified with the log's tiles only");
        }
        for (long end = Math.min(toExclusive, checkpoint.treeSize()); next < end; next++) {
            tree.append(tileHash(next));
            leftOut++;
        }
    }

    /**
     * Adds a finding of the caller's own: something beside an entry that contradicts it.
     *
     * @param index the entry
     * @param problem what does not fit, one sentence
     */
    public void doubt(long index, String problem) {
        find(index, problem);
    }

    private void skipTo(long index) {
        if (next < index) {
            String which = next + 1 == index
                    ? "entry " + next + " is missing"
                    : "entries " + next + " to " + (index - 1) + " are missing";
            find(next, which);
            for (; next < index; next++) {
                if (tiles != null) {
                    tree.append(tileHash(next));
                }
            }
        }
    }

    private Bytes tileHash(long index) {
        long from = index / Tile.FULL * Tile.FULL;
        if (from != hashesFrom && tiles != null) {
            hashes = tiles.hashes(LogEdge.tileOf(0, from / Tile.FULL, checkpoint.treeSize()));
            hashesFrom = from;
        }
        return hashes.get((int) (index - from));
    }

    private void find(long index, String problem) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new CopyReport.Finding(index, problem));
        }
    }

    /**
     * Ends the comparison: all entries of the copy were shown.
     *
     * @return what was found
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if a tile is missing or malformed
     * @throws java.io.UncheckedIOException if a tile cannot be read
     */
    public CopyReport finish() {
        skipTo(checkpoint.treeSize());
        boolean isComplete = tree.size() == checkpoint.treeSize();
        if (isComplete && !tree.root().equals(checkpoint.rootHash())) {
            find(
                    0,
                    (tiles == null ? "the entries of the copy" : "the log's tiles") + " have the root " + tree.root()
                            + ", the checkpoint of size " + checkpoint.treeSize() + " says " + checkpoint.rootHash());
        }
        return new CopyReport(entries, checkpoint.treeSize(), leftOut, beyond, findings);
    }
}
