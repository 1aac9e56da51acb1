package dev.compliancekit.audit.ship;

import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.Bytes;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a log has published, each batch proved to lie under the checkpoint. Knows nothing of who writes the log. */
final class LogSource {

    /** What a batch may take of memory, apart from the bundle of at most 16 MiB that is being read. */
    private static final int BATCH_BYTES = 4 << 20;

    private final Path directory;
    private final TileDirectory tiles;
    private final VerifierKey key;

    LogSource(Path directory, VerifierKey key) {
        this.directory = directory;
        this.tiles = TileDirectory.of(directory);
        this.key = key;
    }

    String origin() {
        return key.name();
    }

    /** The published checkpoint, its signature verified. */
    SignedCheckpoint published() {
        if (!Files.exists(directory.resolve("checkpoint"))) {
            throw new UncheckedIOException("there is no checkpoint yet", new NoSuchFileException("checkpoint"));
        }
        SignedCheckpoint signed = tiles.checkpoint();
        signed.verify(key);
        return signed;
    }

    /** Why a copy that stands there is not one of this log; empty if it may be. */
    Optional<String> mismatch(SinkCursor cursor, Checkpoint published) {
        long size = cursor.nextIndex();
        if (size > published.treeSize()) {
            return Optional.of(
                    "the sink holds " + size + " entries of the log, the log has published " + published.treeSize()
                            + ": the log was rolled back, or the sink belongs to another log of its name");
        }
        if (size == 0) {
            return Optional.empty();
        }
        Bytes leafHash = leafHash(size - 1, published.treeSize());
        return leafHash.equals(cursor.lastLeafHash())
                ? Optional.empty()
                : Optional.of("entry " + (size - 1) + " has the leaf hash " + cursor.lastLeafHash()
                        + " in the sink and " + leafHash + " in the log");
    }

    private Bytes leafHash(long index, long publishedSize) {
        Tile tile = LogEdge.tileOf(0, index / Tile.FULL, publishedSize);
        return tiles.hashes(tile).get((int) (index % Tile.FULL));
    }

    /** One entry, as it is stored, for its time. */
    ShippedEntry entry(long index, Checkpoint published) {
        Tile tile = LogEdge.tileOf(0, index / Tile.FULL, published.treeSize());
        return shipped(index, tiles.entries(tile).get((int) (index % Tile.FULL)));
    }

    /**
     * The next entries, at least one.
     *
     * @throws LogTamperedException if they do not fit their hashes, or these the checkpoint
     */
    List<ShippedEntry> read(SinkCursor from, Checkpoint published, int maxEntries) {
        MerkleTree tree = LogEdge.at(tiles, from.nextIndex(), published.treeSize());
        List<ShippedEntry> batch = new ArrayList<>();
        long bytes = 0;
        long end = Math.min(published.treeSize(), from.nextIndex() + maxEntries);
        for (long first = from.nextIndex(); first < end && bytes < BATCH_BYTES; first = tree.size()) {
            Tile tile = LogEdge.tileOf(0, first / Tile.FULL, published.treeSize());
            List<byte[]> entries = tiles.entries(tile);
            List<Bytes> hashes = tiles.hashes(tile);
            long tileEnd = Math.min(end, tile.index() * Tile.FULL + tile.width());
            for (long index = first; index < tileEnd && bytes < BATCH_BYTES; index++) {
                int row = (int) (index % Tile.FULL);
                ShippedEntry entry = shipped(index, entries.get(row));
                requireHash(entry, hashes.get(row));
                tree.append(entry.leafHash());
                batch.add(entry);
                bytes += entry.entry().size();
            }
        }
        tiles.proveConsistency(tree.size(), published.treeSize())
                .verify(new Checkpoint(published.origin(), tree.size(), tree.root()), published);
        return batch;
    }

    private static void requireHash(ShippedEntry entry, Bytes hash) {
        if (!entry.leafHash().equals(hash)) {
            throw new LogTamperedException(
                    "entry " + entry.index() + " has the leaf hash " + entry.leafHash() + ", its tile says " + hash);
        }
    }

    private static ShippedEntry shipped(long index, byte[] entry) {
        try {
            return ShippedEntry.of(index, entry);
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException("entry " + index + " is malformed: " + e.getMessage(), e);
        }
    }
}
