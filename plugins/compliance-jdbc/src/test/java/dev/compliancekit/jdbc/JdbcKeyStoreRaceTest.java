package dev.compliancekit.jdbc;

import static dev.compliancekit.jdbc.Records.ACME;
import static dev.compliancekit.jdbc.Records.active;
import static dev.compliancekit.jdbc.Records.inEpoch;
import static dev.compliancekit.jdbc.Records.list;
import static dev.compliancekit.jdbc.Records.sql;
import static dev.compliancekit.jdbc.Records.tombstone;
import static dev.compliancekit.jdbc.Records.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Several processes on one database: each has a store and a pool of its own. */
class JdbcKeyStoreRaceTest {

    private static final int NODES = 4;

    private final PGSimpleDataSource database = Postgres.database(Postgres.newDatabase());
    private final List<HikariDataSource> pools = new ArrayList<>();

    @AfterEach
    void close() {
        pools.forEach(HikariDataSource::close);
    }

    private KeyStore node() {
        pools.add(Postgres.pool(database, 2));
        return Records.store(pools.get(pools.size() - 1));
    }

    @Test
    void ofManyNodesThatMakeOneVersionOneWinsAndAllSeeIt() {
        List<KeyStore> nodes = IntStream.range(0, NODES).mapToObj(i -> node()).toList();

        for (int version = 1; version <= 50; version++) {
            int next = version;
            List<KeyRecord> stored =
                    Parallel.run(NODES, i -> nodes.get(i).createIfAbsent(version(next, 1000 * (i + 1) + next)));

            assertThat(stored.stream().distinct()).hasSize(1);
            assertThat(nodes.get(0).newest(stored.get(0).metadata().name())).contains(stored.get(0));
        }
        assertThat(list(nodes.get(1), ACME)).hasSize(50);
    }

    @Test
    void ofManyNodesThatTakeOneIdOneGetsIt() {
        List<KeyStore> nodes = IntStream.range(0, NODES).mapToObj(i -> node()).toList();

        List<Boolean> taken = Parallel.run(NODES, i -> {
            try {
                nodes.get(i).createIfAbsent(version(i + 1, 7));
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        });

        assertThat(taken).containsOnlyOnce(true);
        assertThat(list(nodes.get(0), ACME)).hasSize(1);
    }

    /** Whatever the pool's level of isolation is. */
    @ParameterizedTest
    @ValueSource(strings = {"read committed", "repeatable read", "serializable"})
    void whatIsShreddedWhileNodesRewrapStaysShredded(String isolation) {
        sql(
                database,
                "ALTER DATABASE " + database.getDatabaseName() + " SET default_transaction_isolation = '" + isolation
                        + "'");
        int keys = 1500;
        KeyStore first = node();
        KeyStore second = node();
        KeyStore shredder = node();
        IntStream.range(0, keys).forEach(i -> first.createIfAbsent(active(ACME, i)));

        Parallel.run(List.of(rewrapping(first), rewrapping(second), () -> {
            for (int i = 0; i < keys; i += 3) {
                shredder.destroy(tombstone(active(ACME, i)));
            }
            return 0;
        }));

        List<KeyRecord> stored = list(first, ACME);
        assertThat(stored).hasSize(keys);
        for (KeyRecord each : stored) {
            int number = each.metadata().keyId().value();
            assertThat(each)
                    .isEqualTo(number % 3 == 0 ? tombstone(active(ACME, number)) : inEpoch(active(ACME, number), 20));
        }
        assertThat(second.unreported()).hasSize(keys / 3);
    }

    /** Epoch after epoch, never back. */
    private static Callable<Integer> rewrapping(KeyStore store) {
        return () -> {
            for (int epoch = 2; epoch <= 20; epoch++) {
                int next = epoch;
                store.replaceAll(ACME, each -> each.epoch() < next ? inEpoch(each, next) : each);
            }
            return 0;
        };
    }

    @Test
    void ofManyNodesThatShredOneKeyTheFirstTombstoneStays() {
        List<KeyStore> nodes = IntStream.range(0, NODES).mapToObj(i -> node()).toList();
        IntStream.range(0, 50).forEach(i -> nodes.get(0).createIfAbsent(active(ACME, i)));

        for (int i = 0; i < 50; i++) {
            KeyRecord.Active key = active(ACME, i);
            List<KeyRecord.Destroyed> left =
                    Parallel.run(NODES, node -> nodes.get(node).destroy(tombstone(key, "node " + node)));

            assertThat(left.stream().distinct()).hasSize(1);
            assertThat(nodes.get(0).load(key.metadata().address())).contains(left.get(0));
        }
        assertThat(nodes.get(1).unreported()).hasSize(50);
    }

    @Test
    void aConnectionThatDiesWhileRewrappingLeavesEveryKeyReadableAndTheRestIsDoneLater() {
        int keys = 2500;
        KeyStore store = node();
        List<KeyRecord.Active> all =
                IntStream.range(0, keys).mapToObj(i -> active(ACME, i)).toList();
        all.forEach(store::createIfAbsent);
        // the server ends the session that comes to this key, in the middle of the batch
        sql(
                database,
                "CREATE FUNCTION end_session() RETURNS trigger AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid());"
                        + " RETURN NEW; END $$ LANGUAGE plpgsql",
                "CREATE TRIGGER killer BEFORE UPDATE ON compliancekit_key FOR EACH ROW WHEN (NEW.subject = 's-2200')"
                        + " EXECUTE FUNCTION end_session()");

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> store.replaceAll(ACME, each -> inEpoch(each, 2)))
                // the driver still sends the batch: it meets the server's last word, or a closed connection
                .withMessageMatching("the key store's database cannot be read or written \\(SQLSTATE (57P01|08006)\\)");

        assertThat(list(store, ACME)).allSatisfy(each -> {
            KeyRecord.Active before = active(ACME, each.metadata().keyId().value());
            assertThat(each).isIn(before, inEpoch(before, 2));
        });
        sql(database, "DROP TRIGGER killer ON compliancekit_key");
        long left = store.replaceAll(ACME, each -> each.epoch() == 2 ? each : inEpoch(each, 2));
        assertThat(left).isEqualTo(keys - KeyTable.PAGE);
        assertThat(list(store, ACME)).allMatch(each -> ((KeyRecord.Active) each).epoch() == 2);
    }

    @Test
    void aConnectionThatDiesWhileDestroyingChangesNothing() {
        KeyStore store = node();
        store.createIfAbsent(active(ACME, 1));
        sql(
                database,
                "CREATE FUNCTION end_session() RETURNS trigger AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid());"
                        + " RETURN NEW; END $$ LANGUAGE plpgsql",
                "CREATE TRIGGER killer BEFORE INSERT ON compliancekit_key_unreported FOR EACH ROW"
                        + " EXECUTE FUNCTION end_session()");

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> store.destroy(tombstone(active(ACME, 1))));
        assertThat(store.load(active(ACME, 1).metadata().address())).contains(active(ACME, 1));

        sql(database, "DROP TRIGGER killer ON compliancekit_key_unreported");
        assertThat(store.destroy(tombstone(active(ACME, 1)))).isEqualTo(tombstone(active(ACME, 1)));
    }
}
