package dev.compliancekit.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.file.PassingStore;
import dev.compliancekit.crypto.key.EpochPolicy;
import dev.compliancekit.crypto.key.RewrapReport;
import dev.compliancekit.crypto.key.SubjectKeys;
import dev.compliancekit.crypto.key.TenantKeys;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyStore;
import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.testkit.InMemoryEpochStore;
import dev.compliancekit.testkit.InMemoryKeyService;
import dev.compliancekit.testkit.ManualClock;
import dev.compliancekit.testkit.PostgresServer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What it costs to bring every key of a key store in PostgreSQL into a new epoch: {@code SqlKeyStoreRewrap <keys>}. The
 * server is one of its own, set as it was installed.
 */
final class SqlKeyStoreRewrap {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Duration DAY = Duration.ofDays(1);
    private static final EpochPolicy POLICY = new EpochPolicy(DAY, DAY.multipliedBy(30), DAY, DAY);
    private static final int AT_ONCE = 1000;
    private static final int SAMPLE_EVERY = 997;
    private static final int PASSES = 3;

    private final SecureRandom random = new SecureRandom();
    private final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    private final EpochStore epochs = InMemoryEpochStore.create();
    private final KeyService root = InMemoryKeyService.create(random);
    private final Map<SubjectId, byte[]> samples = new HashMap<>();
    private final DataSource dataSource;

    private SqlKeyStoreRewrap(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        try (PostgresServer server = PostgresServer.start(new SecureRandom())) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(server.url("postgres"));
            database.setUser(server.user());
            database.setPassword(server.password());
            HikariConfig config = new HikariConfig();
            config.setDataSource(database);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                System.out.print(server.run("psql", "-Atc", "SELECT version()", "postgres"));
                SqlKeyStoreRewrap harness = new SqlKeyStoreRewrap(pool);
                harness.plant(count);
                // as a restored or settled table is: nothing left to clean up from planting
                server.run("psql", "-c", "VACUUM ANALYZE compliancekit_key", "postgres");
                for (int pass = 1; pass <= PASSES; pass++) {
                    String before = wal(server);
                    harness.advance();
                    System.out.println("  WAL "
                            + server.run(
                                            "psql",
                                            "-Atc",
                                            "SELECT pg_size_pretty('" + wal(server) + "'::pg_lsn - '"
                                                    + before + "'), 'table and indexes',"
                                                    + " pg_size_pretty(pg_total_relation_size('compliancekit_key'))",
                                            "postgres")
                                    .strip());
                }
                harness.verify();
            }
        }
    }

    private static String wal(PostgresServer server) {
        return server.run("psql", "-Atc", "SELECT pg_current_wal_lsn()", "postgres")
                .strip();
    }

    private void plant(int count) {
        JdbcKeyStore.createSchema(dataSource);
        Database database = JdbcKeyStore.database(dataSource);
        PassingStore passing = new PassingStore();
        long begin = System.nanoTime();
        try (TenantKeys keys = keys(passing)) {
            List<KeyRecord> made = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                SubjectId subject = new SubjectId("s-" + i);
                byte[] sealed = keys.seal(path(subject), text(subject));
                if (i % SAMPLE_EVERY == 0) {
                    samples.put(subject, sealed);
                }
                made.add(passing.take(TENANT, subject));
                if (made.size() == AT_ONCE || i == count) {
                    insert(database, made);
                    made.clear();
                }
            }
            insert(database, passing.list(TENANT, SubjectId.ACCOUNT));
        }
        System.out.printf("planted %d keys in %.1f s%n", count, (System.nanoTime() - begin) / 1e9);
    }

    private static void insert(Database database, List<KeyRecord> made) {
        database.transaction(connection -> {
            for (KeyRecord each : made) {
                KeyTable.insert(connection, (KeyRecord.Active) each);
            }
            return made;
        });
    }

    private void advance() {
        clock.advance(DAY);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        try (KeyStore store = JdbcKeyStore.open(dataSource);
                TenantKeys keys = keys(store)) {
            long begin = System.nanoTime();
            RewrapReport done = keys.epochs().advance(POLICY).rewrap();
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "rewrapped %d keys, %d failed, in %.2f s: %.0f a second, peak heap at most %d MB%n",
                    done.rewrapped(), done.failed(), seconds, done.rewrapped() / seconds, heap() >> 20);
        }
    }

    private void verify() {
        try (KeyStore store = JdbcKeyStore.open(dataSource);
                TenantKeys keys = keys(store)) {
            samples.forEach((subject, ciphertext) -> {
                if (!(keys.open(path(subject), ciphertext) instanceof Opened.Plaintext)) {
                    throw new IllegalStateException("a value of subject " + subject + " does not open");
                }
            });
        }
        System.out.println("opened " + samples.size() + " of " + samples.size() + " samples");
    }

    private TenantKeys keys(KeyStore store) {
        return TenantKeys.builder(store, epochs, root)
                .random(random)
                .clock(clock)
                .audit(event -> new AuditReceipt("benchmark", 0, Bytes.copyOf(new byte[32]), 0))
                .subjectKeys(SubjectKeys.EACH)
                .build();
    }

    private static FieldPath path(SubjectId subject) {
        return new FieldPath(TENANT, subject, new RecordClass("customer"), new RecordId("1017"), "email", 1);
    }

    private static byte[] text(SubjectId subject) {
        return subject.value().getBytes(StandardCharsets.US_ASCII);
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
