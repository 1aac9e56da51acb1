package dev.compliancekit.jdbc;

import static dev.compliancekit.jdbc.Records.ACME;
import static dev.compliancekit.jdbc.Records.active;
import static dev.compliancekit.jdbc.Records.sql;
import static dev.compliancekit.jdbc.Records.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables, and what is refused. */
class KeyStoreSchemaTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void tablesThatAreThereStayAsTheyAre() {
        DataSource database = newDatabase();
        JdbcKeyStore store = Records.store(database);
        store.createIfAbsent(active(ACME, 1));

        JdbcKeyStore.createSchema(database);

        assertThat(JdbcKeyStore.open(database).load(active(ACME, 1).metadata().address()))
                .contains(active(ACME, 1));
    }

    @Test
    void processesThatMakeThemAtOnceDoNotHarmEachOther() {
        DataSource database = newDatabase();

        Parallel.run(8, i -> {
            JdbcKeyStore.createSchema(database);
            return JdbcKeyStore.open(database);
        });

        assertThat(Records.tenants(JdbcKeyStore.open(database))).isEmpty();
    }

    @Test
    void aDatabaseWithoutThemIsRefused() {
        assertRefused(
                newDatabase(),
                "there is no key store in the database; accepted is one that" + " JdbcKeyStore.createSchema made");
    }

    @Test
    void anotherVersionIsRefusedAndNotTouched() {
        DataSource database = newDatabase();
        JdbcKeyStore.createSchema(database);
        sql(database, "UPDATE compliancekit_schema SET version = 2");

        assertRefused(database, "the key store in the database is of version 2; accepted is version 1");
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> JdbcKeyStore.createSchema(database))
                .withMessage("the key store in the database is of version 2; accepted is version 1");
    }

    @Test
    void tablesOfAnotherShapeAreRefused() {
        DataSource database = newDatabase();
        JdbcKeyStore.createSchema(database);
        sql(database, "ALTER TABLE compliancekit_key DROP COLUMN reason CASCADE");

        assertRefused(database, "the key store's database cannot be read or written (SQLSTATE 42703)");
    }

    @Test
    void postgresThatDoesNotWaitForItsLogIsRefused() {
        PGSimpleDataSource database = newDatabase();
        JdbcKeyStore.createSchema(database);
        database.setOptions("-c synchronous_commit=off");

        assertRefused(
                database,
                "synchronous_commit is off in the key store's database, so a destroyed key could come"
                        + " back with a crash; accepted is any other setting");
    }

    @Test
    void h2InAnotherModeOrWithADelayIsRefused() {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> JdbcKeyStore.createSchema(h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")))
                .withMessageEndingWith("accepted is PostgreSQL mode, with MODE=PostgreSQL in its URL");
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> JdbcKeyStore.createSchema(h2(folder.resolve("slow") + ";MODE=PostgreSQL")))
                .withMessageEndingWith("accepted is WRITE_DELAY=0 in its URL");
    }

    @Test
    void h2InAFileKeepsWhatItWasGiven() {
        DataSource database = h2(folder.resolve("keys") + ";MODE=PostgreSQL;WRITE_DELAY=0");
        JdbcKeyStore store = Records.store(database);
        store.createIfAbsent(active(ACME, 1));
        store.destroy(tombstone(active(ACME, 1)));

        assertThat(Records.store(database).unreported()).containsExactly(tombstone(active(ACME, 1)));
    }

    @Test
    void theFormatShowsTheStatementsAsTheyAre() throws IOException {
        String format = Files.readString(Path.of("../../docs/formats/key-store-sql.md"));

        for (Dialect dialect : Dialect.values()) {
            try (InputStream in = KeyStoreSchemaTest.class.getResourceAsStream(dialect.schemaResource())) {
                String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                String shown = dialect == Dialect.POSTGRESQL ? script : asForPostgres(script);
                assertThat(format).contains("```sql\n" + shown + "```\n");
            }
        }
    }

    /** H2 has no collations of columns and no fill factor; nothing else differs. */
    private static String asForPostgres(String h2) {
        return h2.replace("for H2 in its PostgreSQL mode", "for PostgreSQL")
                .replace(
                        "\n);\nCREATE TABLE compliancekit_key_unreported",
                        "\n) WITH (fillfactor = 80);\n" + "CREATE TABLE compliancekit_key_unreported")
                .replaceAll("(varchar\\(\\d+\\) *)(?= NOT NULL| PRIMARY KEY|,)", "$1 COLLATE \"C\"");
    }

    private static PGSimpleDataSource newDatabase() {
        return Postgres.database(Postgres.newDatabase());
    }

    private static DataSource h2(String place) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + place);
        return source;
    }

    private static void assertRefused(DataSource database, String message) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> JdbcKeyStore.open(database))
                .withMessage(message);
    }
}
