package dev.compliancekit.audit.tlog;

import dev.compliancekit.audit.internal.Folders;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares stored tiles, and the partial tiles left beside them, with what they should hold. */
final class StoredTiles {

    private final TileDirectory tiles;
    private final LogWalk walk;

    StoredTiles(TileDirectory tiles, LogWalk walk) {
        this.tiles = tiles;
        this.walk = walk;
    }

    /**
     * Compares a tile and every narrower one beside it.
     *
     * @return the stored hashes, or nothing if there are none of the right length
     */
    byte[] compare(Tile tile, byte[] expected) {
        byte[] hashes = read(tile);
        byte[] right = expected.length == 0 ? hashes : expected;
        requireEqual(tile, right, hashes);
        for (int width : partialWidths(tile, tile.full().path())) {
            Tile partial = new Tile(tile.level(), tile.index(), width);
            requireEqual(partial, Arrays.copyOf(right, Math.min(right.length, width * Sha256.SIZE)), read(partial));
        }
        return hashes;
    }

    private byte[] read(Tile tile) {
        try {
            return tiles.hashBytes(tile);
        } catch (LogTamperedException e) {
            walk.find(tile.path(), firstEntry(tile, 0), e.getMessage());
            return new byte[0];
        }
    }

    private void requireEqual(Tile tile, byte[] right, byte[] hashes) {
        int at = Arrays.mismatch(right, hashes);
        if (at >= 0 && hashes.length == right.length) {
            int row = at / Sha256.SIZE;
            walk.find(
                    tile.path(),
                    firstEntry(tile, row),
                    "hash " + row + " is " + hash(hashes, row) + ", the entries give " + hash(right, row));
        }
    }

    private static Bytes hash(byte[] hashes, int row) {
        return Bytes.copyOf(Arrays.copyOfRange(hashes, row * Sha256.SIZE, (row + 1) * Sha256.SIZE));
    }

    private static long firstEntry(Tile tile, int row) {
        return (tile.index() * Tile.FULL + row) << (8 * tile.level());
    }

    /** Narrower bundles beside a bundle must hold the same entries. */
    void comparePartialBundles(Tile tile, List<byte[]> entries) {
        for (int width : partialWidths(tile, tile.full().entriesPath())) {
            Tile partial = new Tile(0, tile.index(), width);
            List<byte[]> found = tiles.entries(partial);
            for (int i = 0; i < width; i++) {
                if (!Arrays.equals(found.get(i), entries.get(i))) {
                    walk.find(partial.entriesPath(), firstEntry(tile, i), "it differs from the wider bundle");
                    break;
                }
            }
        }
    }

    /** The widths of the partial tiles stored at a tile's place that are narrower than the tile. */
    private List<Integer> partialWidths(Tile tile, String fullPath) {
        Path folder = tiles.resolve(fullPath + ".p");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Integer> widths = new ArrayList<>();
        try {
            Folders.list(folder).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,2}"))
                    .map(Integer::valueOf)
                    .filter(width -> width < tile.width())
                    .sorted()
                    .forEach(widths::add);
        } catch (NoSuchFileException e) {
            return List.of(); // a writer has just dropped them
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + fullPath + ".p", e);
        }
        return widths;
    }
}
