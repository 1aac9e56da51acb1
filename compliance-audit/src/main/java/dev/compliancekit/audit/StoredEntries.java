package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.util.List;

/** Reads the entries of a snapshot in their order, each compared with its leaf hash in the tiles. */
final class StoredEntries {

    private final TileDirectory tiles;
    private final LogWriter.Snapshot snapshot;

    StoredEntries(TileDirectory tiles, LogWriter.Snapshot snapshot) {
        this.tiles = tiles;
        this.snapshot = snapshot;
    }

    /** Takes raw entries; says whether to go on. */
    @FunctionalInterface
    interface Reader {
        boolean read(long index, Bytes leafHash, byte[] entry);
    }

    long size() {
        return snapshot.size() + snapshot.recent().size();
    }

    /** Reads from an index on, or from the minimum index of a pruned log if that is above it. */
    void read(long fromIndex, Reader reader) {
        boolean more = true;
        long index = Math.max(fromIndex, minimum());
        while (more && index < snapshot.size()) {
            try {
                more = readTile(index, reader);
                index = (index / Tile.FULL + 1) * Tile.FULL;
            } catch (LogTamperedException e) {
                if (index >= minimum()) {
                    throw e;
                }
                index = minimum(); // pruned while it was read
            }
        }
        for (long i = Math.max(fromIndex, snapshot.size());
                more && i < snapshot.size() + snapshot.recent().size();
                i++) {
            byte[] entry = snapshot.recent().get((int) (i - snapshot.size()));
            more = reader.read(i, MerkleTree.leafHash(entry), entry);
        }
    }

    private long minimum() {
        return tiles.minimumIndex().map(signed -> signed.unverified().index()).orElse(0L);
    }

    private boolean readTile(long fromIndex, Reader reader) {
        long first = fromIndex / Tile.FULL * Tile.FULL;
        int width = (int) Math.min(Tile.FULL, snapshot.size() - first);
        Tile tile = new Tile(0, first / Tile.FULL, width);
        List<byte[]> entries = tiles.entries(tile);
        List<Bytes> hashes = tiles.hashes(tile);
        for (int i = (int) (fromIndex - first); i < width; i++) {
            Bytes leafHash = MerkleTree.leafHash(entries.get(i));
            if (!leafHash.equals(hashes.get(i))) {
                throw new LogTamperedException(
                        "entry " + (first + i) + " has the leaf hash " + leafHash + ", its tile says " + hashes.get(i));
            }
            if (!reader.read(first + i, leafHash, entries.get(i))) {
                return false;
            }
        }
        return true;
    }
}
