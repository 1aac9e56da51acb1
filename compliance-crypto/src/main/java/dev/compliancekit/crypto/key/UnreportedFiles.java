package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An empty file {@code unreported/<tenant>.<key id>} for each destruction that the audit log may not have yet. */
final class UnreportedFiles {

    private final Path directory;
    private final OwnedFiles files;

    UnreportedFiles(Path store, OwnedFiles files) {
        this.directory = store.resolve("unreported");
        this.files = files;
    }

    record Note(TenantId tenant, KeyId keyId) {}

    void createDirectory() throws IOException {
        files.createDirectory(directory);
    }

    void add(TenantId tenant, KeyId keyId) throws IOException {
        files.replace(fileOf(tenant, keyId), new byte[0]);
    }

    void remove(TenantId tenant, KeyId keyId) throws IOException {
        files.erase(fileOf(tenant, keyId));
    }

    List<Note> all() throws IOException {
        List<Note> notes = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String[] parts = path.getFileName().toString().split("\\.", -1);
                // a draft has a third part
                if (parts.length == 2) {
                    notes.add(new Note(new TenantId(parts[0]), KeyId.parse(parts[1])));
                }
            }
        }
        return notes;
    }

    private Path fileOf(TenantId tenant, KeyId keyId) {
        return directory.resolve(tenant + "." + keyId);
    }
}
