package dev.compliancekit.examples.encryptacolumn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.FileEpochStore;
import dev.compliancekit.crypto.file.FileKeyService;
import dev.compliancekit.crypto.file.FileKeyStore;
import dev.compliancekit.crypto.file.PassPhrase;
import dev.compliancekit.crypto.key.TenantKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quoted lines do what the guide says they do. */
class EncryptAColumnTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-06T03:30:00Z"));
    private static final TenantId ACME = new TenantId("acme-7f3a");

    private final SecureRandom random = new SecureRandom();
    private final PassPhrase passPhrase = PassPhrase.of("correct horse battery staple".toCharArray());

    @TempDir
    private Path dir;

    private AuditLog log;

    @BeforeEach
    void openLog() {
        LogKey key = LogKey.create(dir.resolve("log.key"), "example.com/audit", random);
        log = AuditLog.builder(dir.resolve("log"), key, CLOCK).open();
    }

    @AfterEach
    void closeLog() {
        log.close();
        passPhrase.close();
    }

    @Test
    void findsByAValueThatIsNowhereInTheClear() throws SQLException, IOException {
        List<String> shown = new ArrayList<>();
        EncryptAColumn.run(dir, passPhrase, log, random, CLOCK, shown::add);
        assertThat(shown).containsExactly("Ann: [1017]", "another tenant: []");
        String database = Files.readString(dir.resolve("customers.db"), StandardCharsets.ISO_8859_1);
        assertThat(database).contains("acme-7f3a").doesNotContain("ann@").doesNotContain("example.com");
    }

    /** With 16 bits, 1,500 addresses have some 17 pairs of equal indexes; none at all has odds of one in 27 million. */
    @Test
    void findsExactlyTheOneAmongFalseMatches() throws SQLException {
        try (var root = FileKeyService.create(dir.resolve("root.key"), passPhrase, random);
                var store = FileKeyStore.create(dir.resolve("keys"));
                var epochs = FileEpochStore.create(dir.resolve("epochs"), dir.resolve("epochs-copy"));
                var keys = TenantKeys.builder(store, epochs, root)
                        .random(random)
                        .clock(CLOCK)
                        .audit(log)
                        .build();
                Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Customers customers = new Customers(connection, keys);
            customers.createTable();
            connection.setAutoCommit(false);
            for (int i = 0; i < 1500; i++) {
                customers.add(ACME, "c" + i, "customer-" + i + "@example.com");
            }
            for (int i = 0; i < 1500; i++) {
                assertThat(customers.idsOf(ACME, "Customer-" + i + "@EXAMPLE.com"))
                        .containsExactly("c" + i);
            }
            assertThat(number(connection, "SELECT COUNT(DISTINCT email_index) FROM customer"))
                    .isLessThan(1500);
            assertThat(number(connection, "SELECT COUNT(DISTINCT email) FROM customer"))
                    .isEqualTo(1500);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }
}
