package dev.compliancekit.jdbc;

import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.jdbc.internal.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;

/** The tables of the key store: {@code docs/formats/key-store-sql.md}. */
final class KeyStoreSchema {

    static final int VERSION = 1;

    private static final String PART = "key-store";
    private static final String NO_SUCH_TABLE_POSTGRESQL = "42P01";
    private static final String NO_SUCH_TABLE_H2 = "42S0";

    private final Database database;

    KeyStoreSchema(Database database) {
        this.database = database;
    }

    /** Makes the tables if there are none; another process may be doing the same. */
    void create() {
        if (version().isEmpty()) {
            try {
                database.transaction(connection -> {
                    run(connection, script(Dialect.of(connection)));
                    return connection;
                });
            } catch (KeyUnavailableException e) {
                // if another process was first, its tables are there now
                if (version().isEmpty()) {
                    throw e;
                }
            }
        }
        require();
    }

    /**
     * Looks whether the tables are there and are those of this version.
     *
     * @throws KeyUnavailableException if not
     */
    void require() {
        int found = version()
                .orElseThrow(() -> new KeyUnavailableException(
                        "there is no key store in the database; accepted is one that JdbcKeyStore.createSchema made"));
        if (found != VERSION) {
            throw new KeyUnavailableException(
                    "the key store in the database is of version " + found + "; accepted is version " + VERSION);
        }
        database.statement(connection -> {
            Dialect.of(connection).requireSettings(connection);
            return connection;
        });
        database.statement(connection -> {
            run(connection, "SELECT " + KeyRow.COLUMNS + " FROM compliancekit_key WHERE 1 = 0");
            return connection;
        });
        database.statement(connection -> {
            run(connection, "SELECT tenant, subject, key_id FROM compliancekit_key_unreported WHERE 1 = 0");
            return connection;
        });
    }

    private Optional<Integer> version() {
        return database.statement(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT version FROM compliancekit_schema WHERE part = ?")) {
                select.setString(1, PART);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getInt(1)) : Optional.<Integer>empty();
                }
            } catch (SQLException e) {
                if (Database.isState(e, NO_SUCH_TABLE_POSTGRESQL) || Database.isState(e, NO_SUCH_TABLE_H2)) {
                    return Optional.<Integer>empty();
                }
                throw e;
            }
        });
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(Dialect dialect) {
        try (InputStream in = Objects.requireNonNull(
                KeyStoreSchema.class.getResourceAsStream(dialect.schemaResource()), dialect.schemaResource())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
