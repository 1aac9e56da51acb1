package dev.compliancekit.audit.tlog;

import dev.compliancekit.audit.tlog.VerificationReport.Finding;
import dev.compliancekit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk over a log, from the entries up. <em>Not thread-safe: confine to one thread.</em> */
final class LogWalk {

    private static final int MAX_FINDINGS = 100;

    private final TileDirectory tiles;
    private final EntryCheck check;
    private final StoredTiles stored;
    private final Sha256 sha = new Sha256();
    private final MerkleTree tree = MerkleTree.empty();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private long readEntries;
    private long minimum;
    private long leftovers;
    private boolean unbroken = true;

    /** The hashes of the tile that is being filled on one level from 1 up. */
    private static final class Level {
        final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        long fullTiles;
    }

    LogWalk(TileDirectory tiles, EntryCheck check) {
        this.tiles = tiles;
        this.check = check;
        this.stored = new StoredTiles(tiles, this);
    }

    void find(String where, long firstIndex, @Nullable String problem) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(where, firstIndex, String.valueOf(problem)));
        }
    }

    VerificationReport report(@Nullable Checkpoint checkpoint, List<String> notCovered) {
        List<String> remarks = new ArrayList<>();
        if (minimum > 0) {
            remarks.add("entries 0 to " + (minimum - 1) + " were pruned: their hashes were taken from the tiles, and "
                    + "fit the root; their text cannot be checked any more");
        }
        if (leftovers > 0) {
            remarks.add(leftovers + " bundles of pruned entries are still there; opening the log removes them");
        }
        return new VerificationReport(checkpoint, readEntries, tree.root(), findings, notCovered, remarks, minimum);
    }

    /** Walks the entries from a minimum index on, and the hashes from the beginning. */
    void walk(Checkpoint checkpoint, List<Checkpoint> saved, @Nullable MinimumIndex pruned) {
        minimum = pruned == null ? 0 : pruned.index();
        long size = checkpoint.treeSize();
        compareRoots(saved);
        for (long n = 0; tree.size() < size; n++) {
            int width = (int) Math.min(Tile.FULL, size - n * Tile.FULL);
            byte[] leaves = leavesOf(new Tile(0, n, width));
            if (leaves.length == 0) {
                return;
            }
            append(leaves, saved);
            if (pruned != null && tree.size() == minimum && !tree.root().equals(pruned.rootHash())) {
                find(
                        MinimumIndex.FILE,
                        0,
                        "the tiles of the pruned entries have the root " + tree.root() + ", the minimum index says "
                                + pruned.rootHash());
            }
            if (width == Tile.FULL) {
                push(1, TileDirectory.root(leaves));
            }
        }
        for (int level = 1; level <= levels.size(); level++) {
            finish(level);
        }
        if (!tree.root().equals(checkpoint.rootHash())) {
            find(
                    "checkpoint",
                    firstFound(),
                    "the entries have the root " + tree.root() + ", the checkpoint says " + checkpoint.rootHash());
        }
    }

    private void append(byte[] leaves, List<Checkpoint> saved) {
        for (int at = 0; at < leaves.length; at += Sha256.SIZE) {
            tree.append(Arrays.copyOfRange(leaves, at, at + Sha256.SIZE));
            compareRoots(saved);
        }
    }

    private void compareRoots(List<Checkpoint> saved) {
        for (Checkpoint then : saved) {
            if (then.treeSize() == tree.size() && !then.rootHash().equals(tree.root())) {
                find(
                        "saved checkpoint",
                        firstFound(),
                        "the first " + then.treeSize() + " entries have the root " + tree.root()
                                + ", the saved checkpoint says " + then.rootHash() + ": they were rewritten");
            }
        }
    }

    /** What a wrong root puts in doubt: everything, unless the place is already known. */
    private long firstFound() {
        return findings.stream().mapToLong(Finding::firstIndex).min().orElse(0);
    }

    /** The leaf hashes computed from the entries, or the stored ones where the entries are missing, or nothing. */
    private byte[] leavesOf(Tile tile) {
        long first = tile.index() * Tile.FULL;
        byte[] computed = new byte[0];
        if (first < minimum) {
            leftovers += Files.exists(tiles.resolve(tile.entriesPath())) ? 1 : 0;
            return stored.compare(tile, computed);
        }
        try {
            List<byte[]> entries = tiles.entries(tile);
            computed = hash(first, entries);
            stored.comparePartialBundles(tile, entries);
        } catch (LogTamperedException e) {
            find(tile.entriesPath(), first, e.getMessage());
            unbroken = false;
        }
        byte[] hashes = stored.compare(tile, computed);
        return computed.length == 0 ? hashes : computed;
    }

    private byte[] hash(long first, List<byte[]> entries) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream(entries.size() * Sha256.SIZE);
        for (int i = 0; i < entries.size(); i++) {
            byte[] leaf = sha.leaf(entries.get(i));
            hashes.writeBytes(leaf);
            if (unbroken) {
                Optional<String> problem = check.check(first + i, Bytes.copyOf(leaf), entries.get(i));
                if (problem.isPresent()) {
                    find("tile/entries", first + i, problem.get());
                }
            }
            readEntries++;
        }
        return hashes.toByteArray();
    }

    private void push(int level, Bytes root) {
        if (levels.size() < level) {
            levels.add(new Level());
        }
        Level filling = levels.get(level - 1);
        filling.hashes.writeBytes(root.toByteArray());
        if (filling.hashes.size() == Tile.FULL * Sha256.SIZE) {
            byte[] full = filling.hashes.toByteArray();
            stored.compare(new Tile(level, filling.fullTiles, Tile.FULL), full);
            filling.hashes.reset();
            filling.fullTiles++;
            push(level + 1, TileDirectory.root(full));
        }
    }

    private void finish(int level) {
        Level filling = levels.get(level - 1);
        int width = filling.hashes.size() / Sha256.SIZE;
        if (width > 0) {
            stored.compare(new Tile(level, filling.fullTiles, width), filling.hashes.toByteArray());
        }
    }
}
