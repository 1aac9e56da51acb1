package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What makes a directory a key store: a file that says so, and one that is locked and never read or written. */
final class StoreDirectory {

    private static final String FORMAT_FILE = "format";
    private static final String LOCK_FILE = "lock";
    private static final byte[] FORMAT = "dev.compliancekit/key-store/v1\n".getBytes(StandardCharsets.US_ASCII);

    private StoreDirectory() {}

    static void create(Path directory, OwnedFiles files) throws IOException {
        files.createDirectory(directory);
        try (Stream<Path> paths = Files.list(directory)) {
            Path draft = OwnedFiles.draftOf(directory.resolve(FORMAT_FILE));
            if (paths.anyMatch(path -> !path.equals(draft))) {
                throw new IllegalArgumentException(
                        "directory " + directory + " is not empty; accepted is an empty one, or open it instead");
            }
        }
        files.replace(directory.resolve(FORMAT_FILE), FORMAT);
    }

    static StoreLock lock(Path directory, OwnedFiles files) throws IOException {
        Path file = directory.resolve(FORMAT_FILE);
        Optional<byte[]> found = Files.isReadable(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        if (found.isEmpty() || !Arrays.equals(found.get(), FORMAT)) {
            throw new KeyUnavailableException("directory " + directory
                    + " is no key store of version 1; accepted is one that was made by FileKeyStore.create");
        }
        Path lock = directory.resolve(LOCK_FILE);
        if (!Files.exists(lock)) {
            files.replace(lock, new byte[0]);
        }
        return StoreLock.acquire(lock);
    }
}
