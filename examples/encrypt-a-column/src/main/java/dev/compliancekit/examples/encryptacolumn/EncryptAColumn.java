package dev.compliancekit.examples.encryptacolumn;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The program: {@code main} makes everything in a new folder and tells what it found. */
public final class EncryptAColumn {

    private EncryptAColumn() {}

    /**
     * Runs the example in a new folder for temporary files.
     *
     * @param arguments not used
     * @throws IOException if a file cannot be written
     * @throws SQLException if the database does not answer
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path dir = Files.createTempDirectory("encrypt-a-column");
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        LogKey logKey = LogKey.create(dir.resolve("log.key"), "example.com/audit", random);
        try (AuditLog log = AuditLog.builder(dir.resolve("log"), logKey, clock).open();
                PassPhrase passPhrase = PassPhrase.of("correct horse battery staple".toCharArray())) {
            run(dir, passPhrase, log, random, clock, System.out::println);
        }
        System.out.println("everything is in " + dir);
    }

    static void run(
            Path dir,
            PassPhrase passPhrase,
            AuditSink auditLog,
            SecureRandom random,
            InstantSource clock,
            Consumer<String> show)
            throws SQLException {
        TenantId acme = new TenantId("acme-7f3a");
        // readme: begin
        try (var root = FileKeyService.create(dir.resolve("root.key"), passPhrase, random);
                var store = FileKeyStore.create(dir.resolve("keys"));
                var epochs = FileEpochStore.create(dir.resolve("epochs"), dir.resolve("epochs-copy"));
                var keys = TenantKeys.builder(store, epochs, root)
                        .random(random)
                        .clock(clock)
                        .audit(auditLog)
                        .build();
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("customers.db"))) {
            Customers customers = new Customers(connection, keys);
            customers.createTable();
            customers.add(acme, "1017", "ann@example.com");
            customers.add(acme, "1018", "bob@example.com");
            show.accept("Ann: " + customers.idsOf(acme, " Ann@Example.COM "));
            show.accept("another tenant: " + customers.idsOf(new TenantId("globex"), "ann@example.com"));
            keys.shred(acme, Actor.staff("dpo"), "account deleted by its owner");
        }
        // readme: end
    }
}
