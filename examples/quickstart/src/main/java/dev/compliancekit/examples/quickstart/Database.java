package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Tag;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The application's database, one SQLite file. Every row carries its tag; what is personal is sealed before it comes
 * here. <em>Not thread-safe: confine to one thread.</em>
 */
final class Database implements AutoCloseable {

    /** The tables that hold rows of tenants, all with the four columns of a {@link Tag}. */
    static final List<String> TABLES = List.of("customer", "purchase", "aggregate");

    private static final String TAG = "tenant TEXT NOT NULL, subject TEXT NOT NULL, record_class TEXT NOT NULL, "
            + "classification TEXT NOT NULL, ";
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE customer (id INTEGER PRIMARY KEY, " + TAG + "opened TEXT NOT NULL, state TEXT NOT NULL, "
                    + String.join(" BLOB NOT NULL, ", Customer.FIELDS) + " BLOB NOT NULL)",
            "CREATE TABLE purchase (id INTEGER PRIMARY KEY, " + TAG
                    + "day TEXT NOT NULL, lines INTEGER NOT NULL, sales BLOB NOT NULL)",
            "CREATE TABLE aggregate (" + TAG + "month TEXT NOT NULL, family TEXT NOT NULL, subjects INTEGER NOT NULL, "
                    + "units INTEGER NOT NULL, revenue TEXT NOT NULL, PRIMARY KEY (tenant, month, family))",
            "CREATE UNIQUE INDEX customer_of_tenant ON customer (tenant, subject)",
            "CREATE INDEX purchase_of_tenant ON purchase (tenant, subject, day)");

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** A new database in a file that does not exist yet. */
    static Database create(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?jdbc.get_generated_keys=false");
        Database database = new Database(connection);
        // Deleted rows are overwritten, and commits reach the disk before they are reported.
        for (String setting : List.of("secure_delete = ON", "journal_mode = WAL", "synchronous = FULL")) {
            database.execute("PRAGMA " + setting);
        }
        for (String table : SCHEMA) {
            database.execute(table);
        }
        return database;
    }

    Connection connection() {
        return connection;
    }

    /** Does all of the work, or nothing of it. */
    void atomically(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } finally {
            // After a commit there is nothing to roll back.
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Some statements that belong together. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes rows, with text parameters. */
    int update(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** A number that a query answers, with text parameters. */
    long number(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Shows each row that a query answers. */
    void query(String sql, FoodMart.Visitor<ResultSet> visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                visitor.visit(row);
            }
        }
    }

    /** Writes a tag to four parameters. */
    static void set(PreparedStatement statement, int first, Tag tag) throws SQLException {
        statement.setString(first, tag.tenant().value());
        statement.setString(first + 1, tag.subject().value());
        statement.setString(first + 2, tag.recordClass().value());
        statement.setString(first + 3, tag.classification().name());
    }

    /** Rewrites the file so that no page of a deleted row remains in it or in its write-ahead log. */
    void compact() throws SQLException {
        execute("VACUUM");
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
