package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What makes a directory a store: a file that says so, and one that is locked and never read or written. */
final class StoreDirectory {

    static final String FORMAT = "format";

    private static final String LOCK = "lock";

    private final byte[] label;
    private final OwnedFiles files;

    /** @param label what the file says */
    StoreDirectory(String label, OwnedFiles files) {
        this.label = (label + "\n").getBytes(StandardCharsets.US_ASCII);
        this.files = files;
    }

    /**
     * Makes a directory a new store, or goes on where a process died that was about to.
     *
     * @throws IllegalArgumentException if something is there
     */
    void create(Path directory) throws IOException {
        files.createDirectory(directory);
        Set<Path> begun = Set.of(
                directory.resolve(FORMAT), OwnedFiles.draftOf(directory.resolve(FORMAT)), directory.resolve(LOCK));
        try (Stream<Path> paths = Files.list(directory)) {
            if (!paths.allMatch(begun::contains)) {
                throw new IllegalArgumentException(
                        "directory " + directory + " is not empty; accepted is an empty one, or open it instead");
            }
        }
        write(directory);
    }

    void write(Path directory) throws IOException {
        files.replace(directory.resolve(FORMAT), label);
    }

    boolean isGood(Path directory) throws IOException {
        Optional<byte[]> found = files.read(directory.resolve(FORMAT));
        return found.isPresent() && Arrays.equals(found.get(), label);
    }

    /**
     * Keeps others out.
     *
     * @throws IllegalStateException if it is locked already
     */
    StoreLock lock(Path directory) throws IOException {
        Path lock = directory.resolve(LOCK);
        if (!OwnedFiles.isThere(lock)) {
            files.replace(lock, new byte[0]);
        }
        return StoreLock.acquire(lock);
    }
}
