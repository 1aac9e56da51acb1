package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The read side of a log directory in the tlog-tiles layout, ours or anybody's: its checkpoint, tiles, entries, and the
 * proofs that can be made of them. Nothing is cached and nothing is trusted: what is read is only as good as the
 * checkpoint it is verified against. Its reads survive {@link Thread#interrupt}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class TileDirectory {

    private static final int MAX_BUNDLE_BYTES = Tile.FULL * (2 + EntryBundle.MAX_ENTRY_BYTES);

    private final Path directory;

    private TileDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * A log directory.
     *
     * @param directory where {@code checkpoint} and {@code tile} lie
     * @return its read side; nothing is read yet
     */
    public static TileDirectory of(Path directory) {
        return new TileDirectory(directory);
    }

    /**
     * The checkpoint as it is stored; its signature is not yet checked.
     *
     * @return the signed checkpoint
     * @throws LogTamperedException if there is none, or it is not in the accepted form
     * @throws UncheckedIOException if it cannot be read
     */
    public SignedCheckpoint checkpoint() {
        try {
            return SignedCheckpoint.parse(read("checkpoint", SignedNote.MAX_BYTES));
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException("checkpoint is malformed: " + e.getMessage(), e);
        }
    }

    /**
     * From where on the log publishes its entries; the signature is not yet checked.
     *
     * @return the signed minimum index, or empty if the log was never pruned
     * @throws LogTamperedException if it is not in the accepted form
     * @throws UncheckedIOException if it cannot be read
     */
    public Optional<SignedMinimumIndex> minimumIndex() {
        try {
            return Optional.of(SignedMinimumIndex.parse(read(MinimumIndex.FILE, SignedNote.MAX_BYTES)));
        } catch (MissingFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException(MinimumIndex.FILE + " is malformed: " + e.getMessage(), e);
        }
    }

    /**
     * The entries under a tile of level 0.
     *
     * @param tile which, with the width wanted; a wider bundle at its place serves too
     * @return as many entries as the tile is wide
     * @throws LogTamperedException if the bundle is missing or malformed
     * @throws UncheckedIOException if it cannot be read
     */
    public List<byte[]> entries(Tile tile) {
        Tile stored = tile;
        byte[] bundle;
        try {
            bundle = read(stored.entriesPath(), MAX_BUNDLE_BYTES);
        } catch (MissingFileException e) {
            stored = tile.full();
            bundle = read(stored.entriesPath(), MAX_BUNDLE_BYTES);
        }
        try {
            return EntryBundle.read(bundle, stored.width()).subList(0, tile.width());
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException(stored.entriesPath() + " is malformed: " + e.getMessage(), e);
        }
    }

    /**
     * The hashes of a tile.
     *
     * @param tile which, with the width wanted; the full tile at its place serves too
     * @return as many hashes of 32 bytes as the tile is wide
     * @throws LogTamperedException if the tile is missing or of another length
     * @throws UncheckedIOException if it cannot be read
     */
    public List<Bytes> hashes(Tile tile) {
        byte[] all = hashBytes(tile);
        List<Bytes> hashes = new ArrayList<>(tile.width());
        for (int at = 0; at < all.length; at += Sha256.SIZE) {
            hashes.add(Bytes.copyOf(Arrays.copyOfRange(all, at, at + Sha256.SIZE)));
        }
        return List.copyOf(hashes);
    }

    /** The hashes of a tile in one array. */
    byte[] hashBytes(Tile tile) {
        try {
            return hashBytes(tile, tile);
        } catch (MissingFileException e) {
            return hashBytes(tile.full(), tile);
        }
    }

    private byte[] hashBytes(Tile stored, Tile wanted) {
        byte[] hashes = read(stored.path(), Tile.FULL * Sha256.SIZE);
        if (hashes.length != stored.width() * Sha256.SIZE) {
            throw new LogTamperedException(
                    stored.path() + " has " + hashes.length + " bytes; accepted are " + stored.width() * Sha256.SIZE);
        }
        return Arrays.copyOf(hashes, wanted.width() * Sha256.SIZE);
    }

    /**
     * Makes the proof that an entry is in the log.
     *
     * @param index the entry's index, from 0
     * @param treeSize a size that the log has published, above the index
     * @return the proof, not verified
     * @throws IllegalArgumentException if the index is not below the size
     * @throws LogTamperedException if a tile is missing or malformed
     * @throws UncheckedIOException if a tile cannot be read
     */
    public InclusionProof proveInclusion(long index, long treeSize) {
        InclusionProof.requireIndex(index, treeSize);
        return new InclusionProof(index, treeSize, nodes(treeSize).inclusionPath(index, treeSize));
    }

    /**
     * Makes the proof that the log only grew.
     *
     * @param oldSize a size that the log had, from 0
     * @param newSize a size that the log has published, not below the old one
     * @return the proof, not verified
     * @throws IllegalArgumentException if the sizes are out of order
     * @throws LogTamperedException if a tile is missing or malformed
     * @throws UncheckedIOException if a tile cannot be read
     */
    public ConsistencyProof proveConsistency(long oldSize, long newSize) {
        ConsistencyProof.requireSizes(oldSize, newSize);
        return new ConsistencyProof(oldSize, newSize, nodes(newSize).consistencyPath(oldSize, newSize));
    }

    private Nodes nodes(long treeSize) {
        return (height, index) -> {
            int level = height / 8;
            long first = index << (height % 8);
            long inLevel = treeSize >> (level * 8);
            long tile = first / Tile.FULL;
            int width = (int) Math.min(Tile.FULL, inLevel - tile * Tile.FULL);
            byte[] hashes = hashBytes(new Tile(level, tile, width));
            int at = (int) (first % Tile.FULL);
            return fold(hashes, at, 1 << (height % 8));
        };
    }

    private static byte[] fold(byte[] hashes, int at, int count) {
        MerkleTree tree = MerkleTree.empty();
        for (int i = at; i < at + count; i++) {
            tree.append(Arrays.copyOfRange(hashes, i * Sha256.SIZE, (i + 1) * Sha256.SIZE));
        }
        return tree.root().toByteArray();
    }

    Path resolve(String path) {
        return directory.resolve(path);
    }

    /** Through a stream, since an interrupt closes a channel under its reader. */
    private byte[] read(String path, int maxBytes) {
        try (InputStream in = new FileInputStream(directory.resolve(path).toFile())) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new LogTamperedException(path + " is longer than " + maxBytes + " bytes");
            }
            return content;
        } catch (FileNotFoundException e) {
            if (Files.exists(directory.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
            throw new MissingFileException(path, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /**
     * The root of a full tile.
     *
     * @param hashes 256 hashes in one array
     * @return 32 bytes
     */
    static Bytes root(byte[] hashes) {
        return Bytes.copyOf(fold(hashes, 0, hashes.length / Sha256.SIZE));
    }
}
