package dev.compliancekit.jdbc.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the databases of retention do each in their own way. Everything else is the same statement in all of them. */
public enum SqlDialect {
    /** PostgreSQL 13 and later. */
    POSTGRESQL("PostgreSQL", 13, 0),

    /** MariaDB 10.6 and later, which is the first with SKIP LOCKED. */
    MARIADB("MariaDB", 10, 6),

    /** H2 2.2 and later, in any mode. */
    H2("H2", 2, 2),

    /** SQLite 3.35 and later. It has one writer at a time, so nobody skips what another has locked: they take turns. */
    SQLITE("SQLite", 3, 35);

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int H2_CONCURRENT_UPDATE = 90131;

    private final String product;
    private final int major;
    private final int minor;

    SqlDialect(String product, int major, int minor) {
        this.product = product;
        this.major = major;
        this.minor = minor;
    }

    /**
     * The dialect of a database.
     *
     * @param connection to it
     * @return the dialect
     * @throws SQLException if the database cannot be asked
     * @throws UnsupportedOperationException if it is another product or too old; the message says so
     */
    public static SqlDialect of(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        for (SqlDialect dialect : values()) {
            if (dialect.product.equals(metaData.getDatabaseProductName())) {
                int foundMajor = metaData.getDatabaseMajorVersion();
                int foundMinor = metaData.getDatabaseMinorVersion();
                if (foundMajor < dialect.major || (foundMajor == dialect.major && foundMinor < dialect.minor)) {
                    throw new UnsupportedOperationException("the database is " + dialect.product + " " + foundMajor
                            + "." + foundMinor + "; accepted is version " + dialect.major + "." + dialect.minor
                            + " and later");
                }
                return dialect;
            }
        }
        throw new UnsupportedOperationException(
                "the database is not known; accepted are PostgreSQL, MariaDB, H2 and SQLite");
    }

    /**
     * The folder of its scripts.
     *
     * @return for example {@code postgresql}
     */
    public String code() {
        return product.toLowerCase(Locale.ROOT);
    }

    /**
     * What a SELECT ends with to lock its rows and pass over those that somebody else has locked.
     *
     * @return the words, with a space before them; empty for SQLite
     */
    public String skipLocked() {
        return this == SQLITE ? "" : " FOR UPDATE SKIP LOCKED";
    }

    /**
     * A column of the application as a text that may be compared with the library's own, whatever collation it has.
     *
     * @param column quoted
     * @return SQL
     */
    public String asText(String column) {
        return this == POSTGRESQL ? "CAST(" + column + " AS text) COLLATE \"C\"" : column;
    }

    /**
     * The next number that was never given out before, to fence with.
     *
     * @param connection in a transaction
     * @return more than any before
     * @throws SQLException if the database fails
     */
    public long nextFence(Connection connection) throws SQLException {
        return switch (this) {
            case POSTGRESQL -> number(connection, "SELECT nextval('compliancekit_fence')");
            case MARIADB, H2 -> number(connection, "SELECT NEXT VALUE FOR compliancekit_fence");
            case SQLITE -> number(connection, "UPDATE compliancekit_fence SET value = value + 1 RETURNING value");
        };
    }

    /**
     * Begins a transaction that will write. SQLite takes its one lock at the first write, so a transaction that reads
     * first could find another writer and have to begin again; here it writes nothing first.
     *
     * @param connection in a transaction in which nothing was done yet
     * @param table any table, quoted
     * @throws SQLException if the database cannot be written
     */
    public void beginWriting(Connection connection, String table) throws SQLException {
        if (this == SQLITE) {
            run(connection, "DELETE FROM " + table + " WHERE 1 = 0");
        }
    }

    /**
     * Sets how long a statement of this transaction waits for a lock, where the database can be told.
     *
     * @param connection in a transaction
     * @param milliseconds more than 0
     * @throws SQLException if the database cannot be told
     */
    public void waitAtMost(Connection connection, long milliseconds) throws SQLException {
        switch (this) {
            case POSTGRESQL -> run(connection, "SET LOCAL lock_timeout = " + milliseconds);
            case MARIADB ->
                run(connection, "SET SESSION innodb_lock_wait_timeout = " + Math.max(1, milliseconds / 1000));
            case H2 -> run(connection, "SET LOCK_TIMEOUT " + milliseconds);
            case SQLITE -> run(connection, "PRAGMA busy_timeout = " + milliseconds);
        }
    }

    /**
     * Whether the database undid a transaction because of others, or could not begin it yet, so that it is to be done
     * again.
     *
     * @param e what the driver said
     * @return true after a deadlock, a failed serialization, or a lock that did not come
     */
    public static boolean isUndone(SQLException e) {
        for (@Nullable SQLException each = e; each != null; each = each.getNextException()) {
            int code = each.getErrorCode();
            boolean sqlite = each.getClass().getName().startsWith("org.sqlite.")
                    && ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED);
            boolean h2 =
                    code == H2_CONCURRENT_UPDATE && each.getClass().getName().startsWith("org.h2.");
            if (sqlite || h2 || Database.isState(each, "40") || Database.isState(each, "55P03")) {
                return true;
            }
        }
        return false;
    }

    /**
     * A condition that holds for what comes after a pair in the order of the pair.
     *
     * @param first the first column, which leads an index
     * @param second the second column
     * @return a condition with three parameters: the first value, the first value, the second
     */
    public String after(String first, String second) {
        // MariaDB uses no index for a comparison of rows; the others use it exactly
        return this == MARIADB
                ? first + " >= ? AND (" + first + " > ? OR " + second + " > ?)"
                : first + " >= ? AND (" + first + ", " + second + ") > (?, ?)";
    }

    /**
     * An INSERT that changes the row instead if there is one with the same key.
     *
     * @param table the table
     * @param keys the columns of its primary key
     * @param others the other columns
     * @param change what is set if there is a row, in words of the table's columns and, for new values, {@code $column}
     * @return a statement with a parameter for each of the keys and the others, in that order
     */
    public String upsert(String table, List<String> keys, List<String> others, String change) {
        String columns = String.join(", ", keys) + ", " + String.join(", ", others);
        String marks = columns.replaceAll("[^,]+", "?").replace(",", ", ");
        String insert = "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")";
        return switch (this) {
            case POSTGRESQL, SQLITE ->
                insert + " ON CONFLICT (" + String.join(", ", keys) + ") DO UPDATE SET "
                        + change.replaceAll("\\$(\\w+)", "excluded.$1");
            case MARIADB -> insert + " ON DUPLICATE KEY UPDATE " + change.replaceAll("\\$(\\w+)", "VALUES($1)");
            case H2 ->
                "MERGE INTO " + table + " USING (VALUES (" + marks + ")) new_row (" + columns + ") ON "
                        + keys.stream()
                                .map(key -> table + "." + key + " = new_row." + key)
                                .collect(Collectors.joining(" AND "))
                        + " WHEN MATCHED THEN UPDATE SET " + change.replaceAll("\\$(\\w+)", "new_row.$1")
                        + " WHEN NOT MATCHED THEN INSERT (" + columns + ") VALUES (new_row."
                        + columns.replace(", ", ", new_row.") + ")";
        };
    }

    /**
     * An INSERT that does nothing if there is a row with the same key; in H2 it fails with SQLSTATE 23505 then.
     *
     * @param table the table
     * @param columns all of them, with commas between
     * @param keys those of the primary key
     * @return a statement with a parameter for each column; it says how many rows it made
     */
    public String insertIfAbsent(String table, String columns, String keys) {
        String marks = columns.replaceAll("[^,]+", "?").replace(",", ", ");
        String insert = " INTO " + table + " (" + columns + ") VALUES (" + marks + ")";
        return switch (this) {
            case POSTGRESQL, SQLITE -> "INSERT" + insert + " ON CONFLICT (" + keys + ") DO NOTHING";
            case MARIADB -> "INSERT IGNORE" + insert;
            // its MERGE fails in the same way if somebody else is quicker
            case H2 -> "INSERT" + insert;
        };
    }

    /**
     * Runs one statement.
     *
     * @param connection where
     * @param sql the statement, without parameters
     * @throws SQLException if the database fails
     */
    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Asks for one number.
     *
     * @param connection where
     * @param sql the statement, without parameters
     * @return the first column of the first row
     * @throws SQLException if the database fails, or answers with no row
     */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row", "02000");
            }
            return rows.getLong(1);
        }
    }
}
