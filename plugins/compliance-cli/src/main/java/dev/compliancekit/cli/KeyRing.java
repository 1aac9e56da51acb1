package dev.compliancekit.cli;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A key store on disk with its root key, the keys of its epochs, and the log of its key events, each in a place of its
 * own.
 */
final class KeyRing implements AutoCloseable {

    private static final String ORIGIN = "compliance-cli/keys";

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final FileKeyService root;
    private final TenantKeys keys;

    private enum Beginning {
        NEW,
        EXISTING
    }

    private KeyRing(Location location, Console console, Beginning beginning, SubjectKeys subjectKeys) {
        boolean create = beginning == Beginning.NEW;
        boolean ready = false;
        try {
            this.root = create ? location.createRoot(console.random()) : location.openRoot(console.random());
            closers.push(root::close);
            FileKeyStore store = create ? FileKeyStore.create(location.store()) : FileKeyStore.open(location.store());
            closers.push(store::close);
            FileEpochStore epochs = create
                    ? FileEpochStore.create(location.epochs(), location.epochsCopy())
                    : FileEpochStore.open(location.epochs(), location.epochsCopy());
            closers.push(epochs::close);
            AuditLog log = openLog(location, console);
            closers.push(log::close);
            this.keys = TenantKeys.builder(store, epochs, root)
                    .random(console.random())
                    .clock(console.clock())
                    .audit(log)
                    .subjectKeys(subjectKeys)
                    .build();
            closers.push(keys::close);
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    /** Where the parts lie. They are apart so that one can be backed up without the others. */
    static final class Location {

        @Parameters(index = "0", paramLabel = "STORE", description = "The key store's directory.")
        private Path store = Path.of("");

        @Option(names = "--root", paramLabel = "FILE", description = "The root key's file; STORE.root if not said.")
        private @Nullable Path root;

        @Option(
                names = "--pass-phrase-file",
                paramLabel = "FILE",
                description = "The file with the root key's pass phrase; if not said, the root key is under none.")
        private @Nullable Path passPhraseFile;

        @Option(
                names = "--epochs",
                paramLabel = "DIR",
                description = "The keys of epochs, outside every backup; STORE.epochs if not said.")
        private @Nullable Path epochs;

        @Option(
                names = "--epochs-copy",
                paramLabel = "DIR",
                description = "Their second copy, best on another device; STORE.epochs-copy if not said.")
        private @Nullable Path epochsCopy;

        @Option(names = "--log", paramLabel = "DIR", description = "The log of key events; STORE.log if not said.")
        private @Nullable Path log;

        Path store() {
            return store;
        }

        Path rootFile() {
            return root == null ? beside(".root") : root;
        }

        boolean isProtected() {
            return passPhraseFile != null;
        }

        private FileKeyService createRoot(SecureRandom random) {
            if (passPhraseFile == null) {
                return FileKeyService.createUnprotected(rootFile(), random);
            }
            try (PassPhrase passPhrase = PassPhrase.read(passPhraseFile)) {
                return FileKeyService.create(rootFile(), passPhrase, random);
            }
        }

        private FileKeyService openRoot(SecureRandom random) {
            if (passPhraseFile == null) {
                return FileKeyService.openUnprotected(rootFile(), random);
            }
            try (PassPhrase passPhrase = PassPhrase.read(passPhraseFile)) {
                return FileKeyService.open(rootFile(), passPhrase, random);
            }
        }

        Path epochs() {
            return epochs == null ? beside(".epochs") : epochs;
        }

        Path epochsCopy() {
            return epochsCopy == null ? beside(".epochs-copy") : epochsCopy;
        }

        Path logDirectory() {
            return log == null ? beside(".log") : log;
        }

        private Path beside(String suffix) {
            Path absolute = store.toAbsolutePath().normalize();
            Path name = absolute.getFileName();
            if (name == null) {
                throw CliException.usage(
                        "the key store's directory has no name to put files beside; say --root, --epochs, "
                                + "--epochs-copy and --log");
            }
            return absolute.resolveSibling(name + suffix);
        }
    }

    static KeyRing create(Location location, Console console) {
        return new KeyRing(location, console, Beginning.NEW, SubjectKeys.NONE);
    }

    static KeyRing open(Location location, Console console) {
        return open(location, console, SubjectKeys.NONE);
    }

    static KeyRing open(Location location, Console console, SubjectKeys subjectKeys) {
        if (!Files.isDirectory(location.store())) {
            throw CliException.usage("there is no key store " + location.store() + "; `keys init` makes one");
        }
        return new KeyRing(location, console, Beginning.EXISTING, subjectKeys);
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
        return AuditLog.builder(directory, key, console.clock())
                .withoutLifeEvents()
                .open();
    }

    /** The last that was opened first; a part that cannot be closed does not keep the others open. */
    @Override
    public void close() {
        Runnable closer = closers.poll();
        if (closer != null) {
            try {
                closer.run();
            } finally {
                close();
            }
        }
    }
}
