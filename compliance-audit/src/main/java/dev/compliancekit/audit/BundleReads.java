package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads single entries of full bundles, at places that somebody names: what lies there counts only if it has the leaf
 * hash that the tile says. <em>Not thread-safe.</em>
 */
final class BundleReads implements AutoCloseable {

    /** Enough for most entries in one read. */
    private static final int GUESS_BYTES = 1024;

    private static final int LENGTH_BYTES = 2;

    private final Path directory;
    private final TileDirectory tiles;
    private final byte[] guess = new byte[GUESS_BYTES];
    private long open = -1;
    private @Nullable RandomAccessFile bundle;
    private List<Bytes> hashes = List.of();

    BundleReads(Path directory) {
        this.directory = directory;
        this.tiles = TileDirectory.of(directory);
    }

    /**
     * Reads an entry.
     *
     * @param index the entry's index, below the last full tile's end
     * @param offset where the entry should begin in its bundle
     * @param reader takes it, with the hash that its tile says
     * @return what the reader answered
     * @throws LogTamperedException if the log does not hold an entry there with the hash of its tile
     */
    boolean read(long index, int offset, StoredEntries.Reader reader) throws IOException {
        Tile tile = new Tile(0, index / Tile.FULL, Tile.FULL);
        int slot = (int) (index % Tile.FULL);
        open(tile);
        byte[] entry = readAt(offset);
        Bytes leafHash = MerkleTree.leafHash(entry);
        if (!leafHash.equals(hashes.get(slot))) {
            entry = tiles.entries(tile).get(slot); // the place was wrong, or the log is
            leafHash = MerkleTree.leafHash(entry);
        }
        if (!leafHash.equals(hashes.get(slot))) {
            throw StoredEntries.mismatch(index, leafHash, hashes.get(slot));
        }
        return reader.read(index, leafHash, entry);
    }

    private void open(Tile tile) throws IOException {
        if (open == tile.index()) {
            return;
        }
        close();
        hashes = tiles.hashes(tile);
        try {
            bundle = new RandomAccessFile(directory.resolve(tile.entriesPath()).toFile(), "r");
        } catch (FileNotFoundException e) {
            throw new LogTamperedException(tile.entriesPath() + " is missing", e);
        }
        open = tile.index();
    }

    /** What lies there, or nothing if no entry can. */
    private byte[] readAt(int offset) throws IOException {
        RandomAccessFile in = bundle;
        if (in == null) {
            return new byte[0];
        }
        in.seek(offset);
        int read = Math.max(0, in.read(guess));
        if (read < LENGTH_BYTES) {
            return new byte[0];
        }
        int length = ((guess[0] & 0xff) << 8) | (guess[1] & 0xff);
        byte[] entry = Arrays.copyOfRange(guess, LENGTH_BYTES, LENGTH_BYTES + length);
        for (int have = read - LENGTH_BYTES; have < length; ) {
            int more = in.read(entry, have, length - have);
            if (more < 0) {
                return new byte[0];
            }
            have += more;
        }
        return entry;
    }

    @Override
    public void close() {
        RandomAccessFile in = bundle;
        bundle = null;
        open = -1;
        if (in != null) {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a bundle cannot be closed", e);
            }
        }
    }
}
