package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.internal.Folders;
import dev.compliancekit.audit.tlog.MinimumIndex;
import dev.compliancekit.audit.tlog.SignedMinimumIndex;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Removes the bundles below a minimum index that is already in force. The last one goes last, when the others are
 * durably gone: as long as it is there, somebody has to do it again.
 */
final class PrunedBundles {

    private final Path directory;
    private final Calls calls;

    /** Is told before each call that changes files, so that a test can end it there. */
    @FunctionalInterface
    interface Calls {
        void before(String call) throws IOException;
    }

    PrunedBundles(Path directory, Calls calls) {
        this.directory = directory;
        this.calls = calls;
    }

    /** Ends what a crash left half done; cheap if nothing is. The caller holds the writer's lock. */
    static void finish(Path directory) throws IOException {
        Optional<MinimumIndex> minimum =
                TileDirectory.of(directory).minimumIndex().map(SignedMinimumIndex::unverified);
        PrunedBundles bundles = new PrunedBundles(directory, call -> {});
        if (minimum.isPresent()) {
            bundles.remove(minimum.get());
        } else {
            bundles.removeOtherHeads("");
        }
    }

    void remove(MinimumIndex minimum) throws IOException {
        Tile last = tile(minimum.index() / Tile.FULL - 1);
        if (exists(last)) {
            Set<Path> folders = new LinkedHashSet<>();
            for (long n = minimum.fromIndex() / Tile.FULL; n < last.index(); n++) {
                remove(tile(n), folders);
            }
            sync(folders);
            remove(last, folders);
            sync(folders);
        }
        removeOtherHeads(PrunedStart.HEADS_PREFIX + minimum.index());
    }

    private static Tile tile(long n) {
        return new Tile(0, n, Tile.FULL);
    }

    private boolean exists(Tile tile) {
        return Files.exists(directory.resolve(tile.entriesPath())) || Files.exists(partialsOf(tile));
    }

    private Path partialsOf(Tile tile) {
        return directory.resolve(tile.entriesPath() + ".p");
    }

    /** The narrower bundles too, which a crash may have left: they hold the same entries. */
    private void remove(Tile tile, Set<Path> folders) throws IOException {
        Path partials = partialsOf(tile);
        if (Files.isDirectory(partials)) {
            for (Path partial : Folders.list(partials)) {
                delete(partial);
            }
            delete(partials);
        }
        Path bundle = directory.resolve(tile.entriesPath());
        delete(bundle);
        folders.add(bundle.resolveSibling(""));
    }

    private void delete(Path file) throws IOException {
        calls.before("delete " + directory.relativize(file));
        Files.deleteIfExists(file);
    }

    private void sync(Set<Path> folders) throws IOException {
        for (Path folder : folders) {
            calls.before("sync " + directory.relativize(folder));
            DurableFiles.syncDirectory(folder);
        }
        folders.clear();
    }

    /** Heads of an earlier minimum index, or of a pruning that never came into force. */
    private void removeOtherHeads(String current) throws IOException {
        boolean removed = false;
        for (Path file : Folders.list(directory)) {
            String name = String.valueOf(file.getFileName());
            if (name.startsWith(PrunedStart.HEADS_PREFIX) && !name.equals(current)) {
                delete(file);
                removed = true;
            }
        }
        if (removed) {
            calls.before("sync the log's folder");
            DurableFiles.syncDirectory(directory);
        }
    }
}
