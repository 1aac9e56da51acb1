package dev.compliancekit.jdbc;

import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.jdbc.internal.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/**
 * Copies of audit logs in PostgreSQL: one table, partitioned by the month of recording, that nobody may change and of
 * which each tenant sees its own rows. The entries of a batch and the cursor after them are one transaction.
 * {@code docs/formats/audit-entries-sql.md} has every column.
 *
 * <p>The data source is the caller's. Give its connections time limits ({@code connectTimeout}, {@code socketTimeout}),
 * so that a server that went away without a word is noticed; a connection is held for one short transaction at a time.
 *
 * <p><em>Thread-safe.</em>
 */
public final class JdbcEntrySink implements EntrySink {

    private final Database database;

    private JdbcEntrySink(Database database) {
        this.database = database;
    }

    /**
     * Makes the tables, unless they are there already; several processes may do so at once. The statements are in the
     * resource {@code /META-INF/compliancekit/audit-entries-v1-postgresql.sql} too. Partitions are made by
     * {@link JdbcEntryPartitions}.
     *
     * @param owner hands out connections of the role that shall own the tables, which no application uses
     * @throws dev.compliancekit.audit.spi.SinkUnavailableException if the database cannot be reached, is not
     *     PostgreSQL, or has tables of another version
     */
    public static void createSchema(DataSource owner) {
        SinkDatabase.create(SinkDatabase.of(owner));
    }

    /**
     * Opens the sink.
     *
     * @param dataSource hands out connections of a role that may append and nothing else
     * @return the sink
     * @throws dev.compliancekit.audit.spi.SinkUnavailableException if the database cannot be reached, has no such
     *     tables or those of another version, may lose what was committed, or the role may do more than append: is the
     *     owner, a superuser, exempt from row security, or may update, delete or truncate
     */
    public static JdbcEntrySink open(DataSource dataSource) {
        Database database = SinkDatabase.of(dataSource);
        SinkDatabase.requireVersion(database);
        SinkDatabase.requireRestrictedRole(database);
        return new JdbcEntrySink(database);
    }

    @Override
    public SinkCursor cursor(String origin) {
        return database.statement(connection -> find(connection, origin, "")).orElse(SinkCursor.start(origin));
    }

    @Override
    public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
        SinkCursor after = from.after(entries);
        return database.transaction(connection -> {
            SinkCursor now = lock(connection, from.origin());
            if (!now.equals(from)) {
                return now;
            }
            insert(connection, from.origin(), entries);
            advance(connection, after);
            return after;
        });
    }

    @Override
    public void takeCheckpoint(SignedCheckpoint checkpoint) {
        Checkpoint covered = checkpoint.unverified();
        long held = database.transaction(connection -> {
            SinkCursor now = lock(connection, covered.origin());
            if (covered.treeSize() <= now.nextIndex()) {
                keep(connection, covered, checkpoint.text());
            }
            return now.nextIndex();
        });
        if (covered.treeSize() > held) {
            throw new IllegalArgumentException("checkpoint covers " + covered.treeSize()
                    + " entries; accepted are at most " + held + ", which the sink holds");
        }
    }

    /** The row of the log, made if need be; until the end of the transaction nobody else gets it. */
    private static SinkCursor lock(Connection connection, String origin) throws SQLException {
        SinkDatabase.run(
                connection,
                "SELECT set_config('lock_timeout', '10s', true), set_config('statement_timeout', '60s', true)");
        Optional<SinkCursor> found = find(connection, origin, " FOR UPDATE");
        if (found.isPresent()) {
            return found.get();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO compliancekit_audit_log (origin, next_index, last_leaf)"
                        + " VALUES (?, 0, '') ON CONFLICT DO NOTHING")) {
            insert.setString(1, origin);
            insert.executeUpdate();
        }
        return find(connection, origin, " FOR UPDATE").orElse(SinkCursor.start(origin));
    }

    private static Optional<SinkCursor> find(Connection connection, String origin, String locking) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT next_index, last_leaf FROM compliancekit_audit_log WHERE origin = ?" + locking)) {
            select.setString(1, origin);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new SinkCursor(origin, row.getLong(1), Bytes.copyOf(row.getBytes(2))))
                        : Optional.empty();
            }
        }
    }

    /** One statement, whatever their number, and whatever the driver is told about batches. */
    private static void insert(Connection connection, String origin, List<ShippedEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO compliancekit_audit_entry"
                + " (origin, idx, recorded_at, tenant, action, leaf, body)"
                + " SELECT ?, e.idx, e.recorded_at::timestamptz, e.tenant, e.action, e.leaf, e.body"
                + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])"
                + " AS e (idx, recorded_at, tenant, action, leaf, body)")) {
            insert.setString(1, origin);
            setArray(insert, 2, "bigint", column(entries, ShippedEntry::index, Long[]::new));
            setArray(insert, 3, "text", column(entries, JdbcEntrySink::time, String[]::new));
            setArray(
                    insert,
                    4,
                    "text",
                    column(entries, each -> each.label().tenant().value(), String[]::new));
            setArray(
                    insert,
                    5,
                    "text",
                    column(entries, each -> each.label().action().value(), String[]::new));
            setArray(insert, 6, "bytea", column(entries, each -> each.leafHash().toByteArray(), byte[][]::new));
            setArray(insert, 7, "bytea", column(entries, each -> each.entry().toByteArray(), byte[][]::new));
            insert.executeUpdate();
        }
    }

    private static void setArray(PreparedStatement statement, int parameter, String type, Object[] values)
            throws SQLException {
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
    }

    private static <T> T[] column(List<ShippedEntry> entries, Function<ShippedEntry, T> value, IntFunction<T[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    /** To the microsecond that a column holds, never rounded into the next month. */
    private static String time(ShippedEntry entry) {
        return entry.label().recordedAt().truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static void advance(Connection connection, SinkCursor after) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE compliancekit_audit_log SET next_index = ?, last_leaf = ? WHERE origin = ?")) {
            update.setLong(1, after.nextIndex());
            update.setBytes(2, after.lastLeafHash().toByteArray());
            update.setString(3, after.origin());
            update.executeUpdate();
        }
    }

    private static void keep(Connection connection, Checkpoint covered, String note) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE compliancekit_audit_log SET checkpoint_size = ?, checkpoint = ?"
                        + " WHERE origin = ? AND (checkpoint = '' OR checkpoint_size < ?)")) {
            update.setLong(1, covered.treeSize());
            update.setString(2, note);
            update.setString(3, covered.origin());
            update.setLong(4, covered.treeSize());
            update.executeUpdate();
        }
    }
}
