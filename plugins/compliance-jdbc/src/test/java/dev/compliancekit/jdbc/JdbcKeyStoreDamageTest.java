package dev.compliancekit.jdbc;

import static dev.compliancekit.jdbc.Records.ACME;
import static dev.compliancekit.jdbc.Records.GLOBEX;
import static dev.compliancekit.jdbc.Records.active;
import static dev.compliancekit.jdbc.Records.inEpoch;
import static dev.compliancekit.jdbc.Records.list;
import static dev.compliancekit.jdbc.Records.sql;
import static dev.compliancekit.jdbc.Records.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were changed past the store. */
class JdbcKeyStoreDamageTest {

    private static final KeyRecord.Active KEY = active(ACME, 1);

    private final HikariDataSource database = Postgres.pool(Postgres.database(Postgres.newDatabase()), 1);
    private final JdbcKeyStore store = Records.store(database);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purpose = 'files'",
                "version = 2",
                "algorithm = 'aes-256-gcm'",
                "algorithm = 'rot13'",
                "created_at = '2026-03-01T12:00:00.000000002Z'",
                "created_at = 'noon'",
                "commitment = set_bit(commitment, 255, 1 - get_bit(commitment, 255))",
                "commitment = ''",
                "epoch = 2",
                "epoch = 0",
                "wrapped_key = wrapped_key || '\\x00'",
                "wrapped_key = ''",
                "checksum = set_bit(checksum, 0, 1 - get_bit(checksum, 0))",
                "checksum = ''",
            })
    void anActiveRowThatWasChangedIsNeverReturned(String change) {
        store.createIfAbsent(KEY);

        sql(database, "UPDATE compliancekit_key SET " + change);

        assertUnavailable(() -> store.load(KEY.metadata().address()));
        assertUnavailable(() -> store.destroy(tombstone(KEY)));
        assertUnavailable(() -> list(store, ACME));
        assertUnavailable(() -> store.list(ACME, KEY.metadata().name().subject()));
        assertUnavailable(() -> store.replaceAll(ACME, each -> each));
    }

    @Test
    void everyBitOfAWrappedKeyCounts() {
        store.createIfAbsent(KEY);

        for (int bit = 0; bit < KEY.wrappedKey().size() * 8; bit++) {
            String flip =
                    "UPDATE compliancekit_key SET wrapped_key = set_bit(wrapped_key, %d, 1 - get_bit(wrapped_key, %d))"
                            .formatted(bit, bit);
            sql(database, flip);
            assertUnavailable(() -> store.load(KEY.metadata().address()));
            sql(database, flip);
        }

        assertThat(store.load(KEY.metadata().address())).contains(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "destroyed_at = '2026-03-02T12:00:00Z'",
                "destroyed_at = '2026-03-02T12:00:00.50Z'",
                "destroyed_by = 'staff:adam'",
                "destroyed_by = 'adam'",
                "reason = reason || '.'",
                "reason = ''",
                "reason = '\\xff'",
            })
    void aTombstoneThatWasChangedIsNeverReturned(String change) {
        store.createIfAbsent(KEY);
        store.destroy(tombstone(KEY));

        sql(database, "UPDATE compliancekit_key SET " + change);

        assertUnavailable(() -> store.load(KEY.metadata().address()));
        assertUnavailable(() -> store.createIfAbsent(KEY));
        assertThat(store.unreported()).isEmpty();
    }

    @Test
    void aRowThatWasMovedToAnotherTenantOrKeyIsNotReturned() {
        store.createIfAbsent(KEY);
        sql(database, "UPDATE compliancekit_key SET tenant = 'globex', subject = 's-2', key_id = 2");
        KeyRecord.Active other = active(GLOBEX, 2);

        assertUnavailable(() -> store.load(other.metadata().address()));
        assertUnavailable(() -> store.newest(other.metadata().name()));
        assertUnavailable(() -> store.createIfAbsent(other));
        assertThat(store.load(KEY.metadata().address())).isEmpty();
    }

    @Test
    void aDamagedRowDoesNoHarmToOthers() {
        List<KeyRecord.Active> keys = IntStream.range(0, 2 * KeyTable.PAGE + 2)
                .mapToObj(i -> active(ACME, i))
                .toList();
        keys.forEach(store::createIfAbsent);
        store.createIfAbsent(active(GLOBEX, 1));
        store.destroy(tombstone(active(GLOBEX, 1)));
        // the last of the order, and some before
        sql(
                database,
                "UPDATE compliancekit_key SET epoch = 7 WHERE tenant = 'acme' AND subject IN ('s-1', 's-500', 's-999')");

        assertUnavailable(() -> store.replaceAll(ACME, each -> inEpoch(each, 2)));

        keys.stream()
                .filter(key ->
                        !List.of(1, 500, 999).contains(key.metadata().keyId().value()))
                .forEach(key -> assertThat(store.load(key.metadata().address())).contains(inEpoch(key, 2)));
        assertThat(list(store, GLOBEX)).containsExactly(tombstone(active(GLOBEX, 1)));
        assertThat(store.unreported()).containsExactly(tombstone(active(GLOBEX, 1)));
    }

    @Test
    void aDamagedTenantIsToldAfterTheOthers() {
        store.createIfAbsent(KEY);
        store.createIfAbsent(active(GLOBEX, 1));
        sql(database, "UPDATE compliancekit_key SET tenant = 'AC ME' WHERE tenant = 'acme'");
        List<TenantId> seen = new ArrayList<>();

        assertUnavailable(() -> {
            try (Stream<TenantId> tenants = store.tenants()) {
                tenants.forEachOrdered(seen::add);
            }
        });

        assertThat(seen).containsExactly(GLOBEX);
    }

    @Test
    void theMessageNamesTheRowAndRepeatsNothingElse() {
        store.createIfAbsent(KEY);
        sql(database, "UPDATE compliancekit_key SET algorithm = '<b>hostile</b>'");

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> store.load(KEY.metadata().address()))
                .withMessage("a row of the key store's database is damaged: tenant acme, key_id 1; restore the row");
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(call)
                .withMessageContaining("damaged");
    }
}
