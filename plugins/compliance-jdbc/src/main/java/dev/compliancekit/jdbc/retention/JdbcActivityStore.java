package dev.compliancekit.jdbc.retention;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.internal.Database;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * When accounts or sessions were last used, in a table: one row for each, moved forward in batches, always in the order
 * of the keys, so that two nodes that write the same keys wait for each other and never in a circle.
 * <em>Thread-safe.</em>
 */
public final class JdbcActivityStore implements ActivityStore {

    private static final int BATCH = 1000;
    private static final String TABLE = "compliancekit_activity";
    private static final String OF_KEY = " WHERE sort = ? AND tenant = ? AND id = ?";

    private final Database database;
    private final SqlDialect dialect;
    private final String sort;

    private JdbcActivityStore(Database database, SqlDialect dialect, String sort) {
        this.database = database;
        this.dialect = dialect;
        this.sort = sort;
    }

    /**
     * Opens the store of one sort of keys.
     *
     * @param dataSource hands out connections; the tables of {@link RetentionSchema} are there
     * @param sort what is remembered, for example {@code accounts} or {@code sessions}: 1 to 32 characters of
     *     {@code a-z} and hyphens
     * @return the store
     * @throws IllegalArgumentException if the sort is not accepted
     * @throws RetentionStoreException if the database cannot be read, or its tables are missing or of another version
     * @throws UnsupportedOperationException if the database is not PostgreSQL, MariaDB, H2 or SQLite, or too old
     */
    public static JdbcActivityStore open(DataSource dataSource, String sort) {
        if (!sort.matches("[a-z-]{1,32}")) {
            throw new IllegalArgumentException(
                    "sort of activity is not accepted; accepted are 1 to 32 characters of a-z and hyphens");
        }
        RetentionSchema.require(dataSource);
        Database database = RetentionSchema.database(dataSource);
        return new JdbcActivityStore(database, database.statement(SqlDialect::of), sort);
    }

    @Override
    public boolean start(Activity activity) {
        return database.transaction(connection -> {
            dialect.beginWriting(connection, TABLE);
            try (PreparedStatement insert = connection.prepareStatement(
                    dialect.insertIfAbsent(TABLE, "sort, tenant, id, started_at, last_at", "sort, tenant, id"))) {
                int next = set(insert, 1, activity.key());
                insert.setLong(next, activity.startedAt().toEpochMilli());
                insert.setLong(next + 1, activity.lastActivityAt().toEpochMilli());
                return insert.executeUpdate() == 1;
            } catch (SQLException e) {
                if (dialect == SqlDialect.H2 && Database.isState(e, "23505")) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
        List<Map.Entry<ActivityKey, Instant>> inOrder = List.copyOf(new TreeMap<>(lastActivities).entrySet());
        Set<ActivityKey> missing = new HashSet<>();
        for (int from = 0; from < inOrder.size(); from += BATCH) {
            List<Map.Entry<ActivityKey, Instant>> batch = inOrder.subList(from, Math.min(from + BATCH, inOrder.size()));
            missing.addAll(database.transaction(connection -> record(connection, batch)));
        }
        return Set.copyOf(missing);
    }

    private List<ActivityKey> record(Connection connection, List<Map.Entry<ActivityKey, Instant>> batch)
            throws SQLException {
        dialect.beginWriting(connection, TABLE);
        int[] moved;
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + TABLE + " SET last_at = ?" + OF_KEY + " AND last_at < ?")) {
            for (Map.Entry<ActivityKey, Instant> each : batch) {
                long at = each.getValue().toEpochMilli();
                update.setLong(1, at);
                update.setLong(set(update, 2, each.getKey()), at);
                update.addBatch();
            }
            moved = update.executeBatch();
        }
        List<ActivityKey> missing = new ArrayList<>();
        for (int i = 0; i < moved.length; i++) {
            ActivityKey key = batch.get(i).getKey();
            if (moved[i] == 0 && find(connection, key).isEmpty()) {
                missing.add(key);
            }
        }
        return missing;
    }

    @Override
    public Optional<Activity> find(ActivityKey key) {
        return database.statement(connection -> find(connection, key));
    }

    private Optional<Activity> find(Connection connection, ActivityKey key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT tenant, id, started_at, last_at FROM " + TABLE + OF_KEY)) {
            set(select, 1, key);
            return read(select).stream().findFirst();
        }
    }

    @Override
    public boolean end(ActivityKey key) {
        return database.transaction(connection -> {
            dialect.beginWriting(connection, TABLE);
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + TABLE + OF_KEY)) {
                set(delete, 1, key);
                return delete.executeUpdate() == 1;
            }
        });
    }

    @Override
    public List<Activity> usedBefore(Instant toExclusive, int limit) {
        return before("last_at", toExclusive, limit);
    }

    @Override
    public List<Activity> startedBefore(Instant toExclusive, int limit) {
        return before("started_at", toExclusive, limit);
    }

    private List<Activity> before(String column, Instant toExclusive, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; accepted are 1 and more");
        }
        return database.statement(connection -> listed(connection, column, toExclusive, limit));
    }

    private List<Activity> listed(Connection connection, String column, Instant toExclusive, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT tenant, id, started_at, last_at FROM "
                + TABLE + " WHERE sort = ? AND " + column + " < ? ORDER BY " + column + ", tenant, id LIMIT "
                + limit)) {
            select.setString(1, sort);
            // a fraction of a millisecond after: what is of that millisecond is before it
            long millis = toExclusive.toEpochMilli();
            select.setLong(2, Instant.ofEpochMilli(millis).equals(toExclusive) ? millis : millis + 1);
            return read(select);
        }
    }

    private static List<Activity> read(PreparedStatement select) throws SQLException {
        List<Activity> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Activity(
                        new ActivityKey(new TenantId(row.getString(1)), row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4))));
            }
        }
        return List.copyOf(found);
    }

    /** Returns the number of the next parameter. */
    private int set(PreparedStatement statement, int first, ActivityKey key) throws SQLException {
        statement.setString(first, sort);
        statement.setString(first + 1, key.tenant().value());
        statement.setString(first + 2, key.id());
        return first + 3;
    }
}
