package dev.compliancekit.cli;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.crypto.key.FileKeyService;
import dev.compliancekit.crypto.key.FileKeyStore;
import dev.compliancekit.crypto.key.TenantKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A key store on disk with its root key and the log of its key events, each in a place of its own. */
final class KeyRing implements AutoCloseable {

    private static final String ORIGIN = "compliance-cli/keys";

    private final FileKeyStore store;
    private final FileKeyService root;
    private final AuditLog log;
    private final TenantKeys keys;

    private KeyRing(Location location, Console console, boolean create) {
        this.root = create
                ? FileKeyService.create(location.rootFile(), console.random())
                : FileKeyService.open(location.rootFile(), console.random());
        this.store = create ? FileKeyStore.create(location.store()) : FileKeyStore.open(location.store());
        this.log = openLog(location, console);
        this.keys = TenantKeys.builder(store, root)
                .random(console.random())
                .clock(console.clock())
                .audit(log)
                .build();
    }

    /** Where the three parts lie. They are apart so that one can be backed up without the others. */
    static final class Location {

        @Parameters(index = "0", paramLabel = "STORE", description = "The key store's directory.")
        private Path store = Path.of("");

        @Option(names = "--root", paramLabel = "FILE", description = "The root key's file; STORE.root if not said.")
        private @Nullable Path root;

        @Option(names = "--log", paramLabel = "DIR", description = "The log of key events; STORE.log if not said.")
        private @Nullable Path log;

        Path store() {
            return store;
        }

        Path rootFile() {
            return root == null ? beside(".root") : root;
        }

        Path logDirectory() {
            return log == null ? beside(".log") : log;
        }

        private Path beside(String suffix) {
            Path absolute = store.toAbsolutePath().normalize();
            Path name = absolute.getFileName();
            if (name == null) {
                throw CliException.usage(
                        "the key store's directory has no name to put files beside; say --root and --log");
            }
            return absolute.resolveSibling(name + suffix);
        }
    }

    static KeyRing create(Location location, Console console) {
        return new KeyRing(location, console, true);
    }

    static KeyRing open(Location location, Console console) {
        return new KeyRing(location, console, false);
    }

    TenantKeys keys() {
        return keys;
    }

    FileKeyService root() {
        return root;
    }

    private static AuditLog openLog(Location location, Console console) {
        Path directory = location.logDirectory().toAbsolutePath().normalize();
        Path keyFile = directory.resolveSibling(directory.getFileName() + ".key");
        LogKey key = Files.exists(keyFile) ? LogKey.load(keyFile) : LogKey.create(keyFile, ORIGIN, console.random());
        return AuditLog.builder(directory, key, console.clock()).open();
    }

    @Override
    public void close() {
        try (root;
                store;
                log) {
            keys.close();
        }
    }
}
