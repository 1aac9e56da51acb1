package dev.compliancekit.jdbc;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases that are known, and what each must be set to. All of them get the same statements. */
enum Dialect {
    /** PostgreSQL. */
    POSTGRESQL("PostgreSQL", "postgresql") {
        @Override
        void requireSettings(Connection connection) throws SQLException {
            if (value(connection, "SHOW synchronous_commit").equals("off")) {
                throw new KeyUnavailableException(
                        "synchronous_commit is off in the key store's database, so a destroyed"
                                + " key could come back with a crash; accepted is any other setting");
            }
        }
    },

    /** H2, for tests and one process. */
    H2("H2", "h2") {
        @Override
        void requireSettings(Connection connection) throws SQLException {
            String mode = setting(connection, "MODE");
            if (!mode.equals("PostgreSQL")) {
                throw new KeyUnavailableException("the key store's database is H2 in another mode; accepted is"
                        + " PostgreSQL mode, with MODE=PostgreSQL in its URL");
            }
            boolean inMemory = connection.getMetaData().getURL().startsWith("jdbc:h2:mem:");
            if (!inMemory && !setting(connection, "WRITE_DELAY").equals("0")) {
                throw new KeyUnavailableException(
                        "the key store's database is H2 with a delay of writing, so a destroyed"
                                + " key could come back with a crash; accepted is WRITE_DELAY=0 in its URL");
            }
        }

        private String setting(Connection connection, String name) throws SQLException {
            return value(
                    connection,
                    "SELECT setting_value FROM information_schema.settings WHERE setting_name = '" + name + "'");
        }
    };

    private final String product;
    private final String code;

    Dialect(String product, String code) {
        this.product = product;
        this.code = code;
    }

    /**
     * Throws if what is committed might not be durable.
     *
     * @throws KeyUnavailableException if a setting is not accepted
     */
    abstract void requireSettings(Connection connection) throws SQLException;

    /** The name of the file that makes the tables. */
    String schemaResource() {
        return "/META-INF/compliancekit/key-store-v1-" + code + ".sql";
    }

    static Dialect of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        for (Dialect dialect : values()) {
            if (dialect.product.equals(name)) {
                return dialect;
            }
        }
        throw new KeyUnavailableException(
                "the database of the data source is not known; accepted are PostgreSQL and H2");
    }

    /** The first column of the first row; empty if there is none. */
    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
