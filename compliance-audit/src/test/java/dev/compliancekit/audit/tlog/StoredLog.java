package dev.compliancekit.audit.tlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A log directory of small entries, as if a checkpoint had been published at every size. */
public final class StoredLog {

    private final List<Checkpoint> checkpoints = new ArrayList<>();

    private StoredLog() {}

    /**
     * Writes a log.
     *
     * @param forkedAt entries from here on differ from those of a log with another number here; 0 for none
     */
    public static StoredLog write(Path directory, SigningKey key, int size, int forkedAt) {
        StoredLog log = new StoredLog();
        String origin = key.verifierKey().name();
        MerkleTree tree = MerkleTree.empty();
        log.checkpoints.add(new Checkpoint(origin, 0, tree.root()));
        List<List<byte[]>> levels = new ArrayList<>(List.of(new ArrayList<>()));
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] entry = ("entry " + i + (forkedAt > 0 && i >= forkedAt ? " of the fork" : ""))
                    .getBytes(StandardCharsets.UTF_8);
            entries.add(entry);
            levels.get(0).add(MerkleTree.leafHash(entry).toByteArray());
            tree.append(MerkleTree.leafHash(entry));
            log.checkpoints.add(new Checkpoint(origin, i + 1, tree.root()));
        }
        for (int level = 0; levels.get(level).size() >= Tile.FULL; level++) {
            List<byte[]> above = new ArrayList<>();
            for (int at = 0; at + Tile.FULL <= levels.get(level).size(); at += Tile.FULL) {
                above.add(TileDirectory.root(join(levels.get(level).subList(at, at + Tile.FULL)))
                        .toByteArray());
            }
            levels.add(above);
        }
        for (Tile tile : Tile.between(0, size)) {
            for (int width = tile.isFull() ? Tile.FULL : 1; width <= tile.width(); width++) {
                write(directory, new Tile(tile.level(), tile.index(), width), levels, entries);
            }
        }
        write(
                directory.resolve("checkpoint"),
                key.sign(log.checkpoint(size)).text().getBytes(StandardCharsets.UTF_8));
        return log;
    }

    private static void write(Path directory, Tile tile, List<List<byte[]>> levels, List<byte[]> entries) {
        int at = (int) tile.index() * Tile.FULL;
        write(directory.resolve(tile.path()), join(levels.get(tile.level()).subList(at, at + tile.width())));
        if (tile.level() == 0) {
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            entries.subList(at, at + tile.width()).forEach(entry -> EntryBundle.write(bundle, entry));
            write(directory.resolve(tile.entriesPath()), bundle.toByteArray());
        }
    }

    /** The checkpoint that the log had at a size. */
    public Checkpoint checkpoint(int size) {
        return checkpoints.get(size);
    }

    private static byte[] join(List<byte[]> hashes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        hashes.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
