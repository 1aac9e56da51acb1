package dev.compliancekit.examples.quickstart;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyStore;
import dev.compliancekit.retention.erasure.ErasureLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The application with its four instruments: a database, an audit log, keys and an erasure ledger, each in a folder of
 * its own. This is the place where they are wired to each other.
 */
final class Application implements AutoCloseable {

    /** A new epoch each night, whose key is kept for four days: a shredded key is beyond reach within seven. */
    static final EpochPolicy EPOCHS =
            new EpochPolicy(Duration.ofDays(1), Duration.ofDays(4), Duration.ofDays(1), Duration.ofDays(1));

    private final WorkFolder folder;
    private final AuditLog log;
    private final KeyService rootKey;
    private final KeyStore keyStore;
    private final EpochStore epochs;
    private final TenantKeys keys;
    private final ErasureLedger ledger;
    private final Database database;

    private Application(
            WorkFolder folder,
            AuditLog log,
            KeyService rootKey,
            KeyStore keyStore,
            EpochStore epochs,
            TenantKeys keys,
            ErasureLedger ledger,
            Database database) {
        this.folder = folder;
        this.log = log;
        this.rootKey = rootKey;
        this.keyStore = keyStore;
        this.epochs = epochs;
        this.keys = keys;
        this.ledger = ledger;
        this.database = database;
    }

    /** A new, empty application in an empty folder. */
    static Application create(WorkFolder folder, InstantSource clock, SecureRandom random)
            throws IOException, SQLException {
        Files.createDirectory(
                folder.secrets(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        LogKey logKey = LogKey.create(folder.secrets().resolve("log.key"), "foodmart.example/audit", random);
        AuditLog log = AuditLog.builder(folder.log(), logKey, clock)
                .operator(Story.OPERATOR)
                .open();
        // nobody is there to type a pass phrase; a server would read one from its secret store
        KeyService rootKey = FileKeyService.createUnprotected(folder.secrets().resolve("root.key"), random);
        KeyStore keyStore = FileKeyStore.create(folder.keys());
        EpochStore epochs = FileEpochStore.create(
                folder.secrets().resolve("epochs"), folder.secrets().resolve("epochs-copy"));
        TenantKeys keys = TenantKeys.builder(keyStore, epochs, rootKey)
                .operator(Story.OPERATOR)
                .audit(log)
                .clock(clock)
                .random(random)
                .build();
        Files.createDirectory(folder.ledger());
        ErasureLedger ledger = ErasureLedger.create(
                folder.ledger().resolve("erasures"), ledgerKey(folder.secrets().resolve("ledger.key"), random));
        return new Application(
                folder, log, rootKey, keyStore, epochs, keys, ledger, Database.create(folder.database()));
    }

    private static SecretKeySpec ledgerKey(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        Files.write(file, key, StandardOpenOption.CREATE_NEW);
        return new SecretKeySpec(key, "HmacSHA256");
    }

    WorkFolder folder() {
        return folder;
    }

    AuditLog log() {
        return log;
    }

    TenantKeys keys() {
        return keys;
    }

    ErasureLedger ledger() {
        return ledger;
    }

    Database database() {
        return database;
    }

    Customers customers() {
        return new Customers(database, keys);
    }

    /** The log last: the others still write to it. */
    @Override
    public void close() throws SQLException {
        try (log;
                rootKey;
                keyStore;
                epochs;
                keys;
                ledger) {
            database.close();
        }
    }
}
