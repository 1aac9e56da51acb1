package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects entries into tiles. What is kept in memory is the right edge, and the full tiles since the last cut. <em>Not
 * thread-safe.</em>
 */
final class TileWriter {

    private final Map<String, byte[]> fullFiles = new LinkedHashMap<>();
    private final List<List<Bytes>> levels = new ArrayList<>();

    /** The entries of the level 0 tile that is being filled. */
    private final List<byte[]> entries = new ArrayList<>();

    private final MerkleTree tree = MerkleTree.empty();

    /**
     * Stands after the entries of a checkpoint, from the partial tiles alone.
     *
     * @throws LogTamperedException if they do not give the checkpoint's root, or the entries not their hashes
     */
    static TileWriter resume(Path directory, Checkpoint checkpoint) {
        TileWriter writer = new TileWriter();
        TileDirectory tiles = TileDirectory.of(directory);
        long size = checkpoint.treeSize();
        for (int level = 0; level < Long.BYTES && size >> (8 * level) > 0; level++) {
            int width = (int) ((size >> (8 * level)) % Tile.FULL);
            writer.levels.add(new ArrayList<>());
            if (width > 0) {
                Tile tile = new Tile(level, size >> (8 * (level + 1)), width);
                writer.levels.get(level).addAll(tiles.hashes(tile));
                if (level == 0) {
                    writer.resumeBundle(tiles.entries(tile), tile);
                }
            }
        }
        for (int level = writer.levels.size() - 1; level >= 0; level--) {
            for (Bytes hash : writer.levels.get(level)) {
                writer.tree.appendSubtree(hash, 8 * level);
            }
        }
        if (!writer.root().equals(checkpoint.rootHash())) {
            throw new LogTamperedException("the tiles have the root " + writer.root() + ", the checkpoint of size "
                    + size + " says " + checkpoint.rootHash());
        }
        return writer;
    }

    private void resumeBundle(List<byte[]> stored, Tile tile) {
        for (int i = 0; i < stored.size(); i++) {
            Bytes leafHash = MerkleTree.leafHash(stored.get(i));
            if (!leafHash.equals(levels.get(0).get(i))) {
                throw new LogTamperedException("entry " + (tile.index() * Tile.FULL + i) + " has the leaf hash "
                        + leafHash + ", its tile says " + levels.get(0).get(i));
            }
        }
        entries.addAll(stored);
    }

    long size() {
        return tree.size();
    }

    Bytes root() {
        return tree.root();
    }

    /** @param entry not copied, not changed any more */
    void add(byte[] entry, Bytes leafHash) {
        entries.add(entry);
        tree.append(leafHash);
        push(0, leafHash);
    }

    private void push(int level, Bytes hash) {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        List<Bytes> hashes = levels.get(level);
        hashes.add(hash);
        if (hashes.size() == Tile.FULL) {
            Tile tile = new Tile(level, (tree.size() - 1) >> (8 * (level + 1)), Tile.FULL);
            fullFiles.put(tile.path(), concat(hashes));
            if (level == 0) {
                fullFiles.put(tile.entriesPath(), bundle());
                entries.clear();
            }
            hashes.clear();
            push(level + 1, tree.newestSubtree(8 * (level + 1)));
        }
    }

    /** What was added so far lies in the files already. */
    void forgetWritten() {
        fullFiles.clear();
    }

    /** What was added since the last call, for others to write. */
    TileFiles cut() {
        Map<String, byte[]> files = new LinkedHashMap<>(fullFiles);
        for (int level = 0; level < levels.size(); level++) {
            List<Bytes> hashes = levels.get(level);
            if (!hashes.isEmpty()) {
                Tile tile = new Tile(level, tree.size() >> (8 * (level + 1)), hashes.size());
                files.put(tile.path(), concat(hashes));
                if (level == 0) {
                    files.put(tile.entriesPath(), bundle());
                }
            }
        }
        TileFiles cut = new TileFiles(files, List.copyOf(fullFiles.keySet()));
        fullFiles.clear();
        return cut;
    }

    private byte[] bundle() {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream(
                entries.stream().mapToInt(entry -> 2 + entry.length).sum());
        entries.forEach(entry -> EntryBundle.write(bundle, entry));
        return bundle.toByteArray();
    }

    private static byte[] concat(List<Bytes> hashes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(hashes.size() * 32);
        hashes.forEach(hash -> all.writeBytes(hash.toByteArray()));
        return all.toByteArray();
    }
}
