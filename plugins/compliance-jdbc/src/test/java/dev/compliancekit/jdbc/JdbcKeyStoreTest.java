package dev.compliancekit.jdbc;

import static dev.compliancekit.jdbc.Records.ACME;
import static dev.compliancekit.jdbc.Records.GLOBEX;
import static dev.compliancekit.jdbc.Records.active;
import static dev.compliancekit.jdbc.Records.inEpoch;
import static dev.compliancekit.jdbc.Records.list;
import static dev.compliancekit.jdbc.Records.tombstone;
import static dev.compliancekit.jdbc.Records.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What the contract does not see: pages, pools, connections, what SQL itself computes. */
class JdbcKeyStoreTest {

    private final PGSimpleDataSource database = Postgres.database(Postgres.newDatabase());
    private final HikariDataSource pool = Postgres.pool(database, 1);
    private final JdbcKeyStore store = Records.store(pool);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void recordsOfManyPagesAreAllListedAndRewrapped() {
        int keys = 2 * KeyTable.PAGE + 1;
        IntStream.range(0, keys).forEach(i -> store.createIfAbsent(active(ACME, i)));
        store.createIfAbsent(active(GLOBEX, 1));

        assertThat(store.replaceAll(ACME, each -> inEpoch(each, 2))).isEqualTo(keys);

        Set<KeyRecord> listed = new HashSet<>(list(store, ACME));
        assertThat(listed).hasSize(keys);
        assertThat(listed).allMatch(each -> ((KeyRecord.Active) each).epoch() == 2);
        assertThat(list(store, GLOBEX)).containsExactly(active(GLOBEX, 1));
    }

    @Test
    void tenantsOfManyPagesAreAllListedInTheirOrder() {
        Stream<TenantId> tenants =
                IntStream.range(0, KeyTable.PAGE + 10).mapToObj(i -> new TenantId((i % 2 == 0 ? "a-" : "a") + i));
        tenants.forEach(tenant -> store.createIfAbsent(active(tenant, 1)));

        assertThat(Records.tenants(store)).hasSize(KeyTable.PAGE + 10).isSorted();
    }

    /** With a pool of one, whoever holds a connection keeps everybody else out. */
    @Test
    void noConnectionIsHeldWhileAStreamIsReadOrAKeyWrapped() {
        IntStream.range(0, KeyTable.PAGE + 10).forEach(i -> store.createIfAbsent(active(ACME, i)));

        try (Stream<KeyRecord> records = store.list(ACME)) {
            for (Iterator<KeyRecord> each = records.iterator(); each.hasNext(); ) {
                assertThat(store.load(each.next().metadata().address())).isPresent();
            }
        }
        store.replaceAll(ACME, each -> {
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            return each;
        });
    }

    @Test
    void aPoolThatDoesNotCommitByItselfWillDo() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.setMaximumPoolSize(1);
        try (HikariDataSource manual = new HikariDataSource(config)) {
            JdbcKeyStore other = JdbcKeyStore.open(manual);
            other.createIfAbsent(active(ACME, 1));
            other.createIfAbsent(active(ACME, 2));
            other.replaceAll(ACME, each -> inEpoch(each, 2));
            other.destroy(tombstone(active(ACME, 2)));
            try (Connection connection = manual.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            }
        }

        assertThat(list(store, ACME)).containsExactly(inEpoch(active(ACME, 1), 2), tombstone(active(ACME, 2)));
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aDatabaseThatIsAwayIsToldWithoutItsPassword() {
        PGSimpleDataSource nowhere = Postgres.database("nowhere");

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> JdbcKeyStore.open(nowhere))
                .withMessage("the key store's database cannot be read or written (SQLSTATE 3D000)")
                .satisfies(e -> assertThat(e).hasRootCauseInstanceOf(SQLException.class))
                .satisfies(e -> assertThat(e.toString() + e.getCause())
                        .doesNotContain(Postgres.server().password()));
    }

    @Test
    void aDatabaseThatComesBackIsUsedAgain() {
        store.createIfAbsent(active(ACME, 1));

        Records.sql(
                database,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                        + " AND datname = current_database()");

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> store.load(active(ACME, 1).metadata().address()));
        assertThat(store.load(active(ACME, 1).metadata().address())).contains(active(ACME, 1));
    }

    @Test
    void aStoreThatIsClosedWhileItRewrapsStops() {
        IntStream.range(0, KeyTable.PAGE + 1).forEach(i -> store.createIfAbsent(active(ACME, i)));

        assertThatIllegalStateException()
                .isThrownBy(() -> store.replaceAll(ACME, each -> {
                    store.close();
                    return inEpoch(each, 2);
                }));

        assertThat(list(JdbcKeyStore.open(pool), ACME).stream().filter(each -> ((KeyRecord.Active) each).epoch() == 2))
                .hasSize(KeyTable.PAGE);
    }

    @Test
    void theWholeRangeOfKeyIdsIsKept() {
        int[] keyIds = {0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};
        for (int i = 0; i < keyIds.length; i++) {
            KeyRecord.Active key = version(i + 1, keyIds[i]);
            assertThat(store.createIfAbsent(key)).isEqualTo(key);
            assertThat(store.load(key.metadata().address())).contains(key);
        }
        assertThat(list(store, ACME).stream().map(each -> each.metadata().keyId()))
                .isSorted();
    }

    /** By the words of docs/formats/key-store-sql.md, and PostgreSQL's own SHA-256. */
    @Test
    void theDatabaseComputesTheSameChecksums() throws SQLException {
        store.createIfAbsent(active(ACME, 1));
        store.createIfAbsent(active(ACME, -2));
        store.destroy(tombstone(active(ACME, -2)));
        StringBuilder sum = new StringBuilder("int4send(34) || 'dev.compliancekit/key-store-sql/v1'::bytea");
        for (String column : KeyRow.COLUMNS.replace(", checksum", "").split(", ", -1)) {
            boolean isBytes = Set.of("commitment", "wrapped_key", "destroyed_by", "reason")
                    .contains(column);
            String bytes = isBytes ? column : "convert_to(" + column + "::text, 'UTF8')";
            sum.append(" || coalesce(int4send(length(%s)) || %s, '\\xffffffff')".formatted(bytes, bytes));
        }

        int rows = 0;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT checksum, sha256(" + sum + ") FROM compliancekit_key")) {
            while (found.next()) {
                rows++;
                assertThat(Bytes.copyOf(found.getBytes(1))).isEqualTo(Bytes.copyOf(found.getBytes(2)));
            }
        }
        assertThat(rows).isEqualTo(2);
    }
}
