package dev.compliancekit.audit.ship;

import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.util.List;

/** The tree of a log at an earlier size, made from the hashes in its tiles. */
final class LogEdge {

    private static final int LEVEL_BITS = 8;

    private LogEdge() {}

    /**
     * The tree over the first entries. It is as good as the tiles are: its root must be proved.
     *
     * @param tiles the log
     * @param size how many entries
     * @param publishedSize a size that the log has published, not below that
     */
    static MerkleTree at(TileDirectory tiles, long size, long publishedSize) {
        MerkleTree tree = MerkleTree.empty();
        for (int level = Long.SIZE / LEVEL_BITS - 1; level >= 0; level--) {
            long inLevel = size >> (LEVEL_BITS * level);
            int width = (int) (inLevel % Tile.FULL);
            if (width > 0) {
                List<Bytes> hashes = tiles.hashes(tileOf(level, inLevel / Tile.FULL, publishedSize));
                for (Bytes hash : hashes.subList(0, width)) {
                    tree.appendSubtree(hash, LEVEL_BITS * level);
                }
            }
        }
        return tree;
    }

    /** A tile as wide as it was when the log had a size. */
    static Tile tileOf(int level, long index, long publishedSize) {
        long inLevel = publishedSize >> (LEVEL_BITS * level);
        return new Tile(level, index, (int) Math.min(Tile.FULL, inLevel - index * Tile.FULL));
    }
}
