package dev.compliancekit.jdbc.due;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.jdbc.internal.Micros;
import dev.compliancekit.jdbc.internal.SqlDialect;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every statement on the library's own table of what is due. */
final class DueRows {

    private static final String TABLE = "compliancekit_due";
    private static final String COLUMNS = "tenant, record_class, item, event_at, due_at, time_limit, zone, policy";
    private static final String OF_KEY = " WHERE tenant = ? AND record_class = ? AND item = ?";
    private static final String IN_ORDER = ", tenant, record_class, item LIMIT ";

    private DueRows() {}

    /** Whoever has leased the item before loses it. */
    static void put(SqlDialect dialect, Connection connection, DueItem item) throws SQLException {
        String sql = dialect.upsert(
                TABLE,
                List.of("tenant", "record_class", "item"),
                List.of("event_at", "due_at", "time_limit", "zone", "policy", "fence"),
                "event_at = $event_at, due_at = $due_at, time_limit = $time_limit, zone = $zone, policy = $policy,"
                        + " fence = $fence, lease_until = 0");
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            int next = set(upsert, 1, item.key());
            upsert.setLong(next, Micros.ceil(item.event()));
            upsert.setLong(next + 1, Micros.ceil(item.due()));
            upsert.setString(next + 2, item.limit().toString());
            upsert.setString(next + 3, item.zone().getId());
            upsert.setString(next + 4, item.policy());
            upsert.setLong(next + 5, dialect.nextFence(connection));
            upsert.executeUpdate();
        }
    }

    static boolean remove(Connection connection, DueItem.Key key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + TABLE + OF_KEY)) {
            set(delete, 1, key);
            return delete.executeUpdate() == 1;
        }
    }

    static List<DueItem> lockFree(SqlDialect dialect, Connection connection, Instant now, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS + " FROM " + TABLE
                + " WHERE due_at <= ? AND lease_until <= ? ORDER BY due_at" + IN_ORDER + most + dialect.skipLocked())) {
            select.setLong(1, Micros.floor(now));
            select.setLong(2, Micros.floor(now));
            return read(select);
        }
    }

    static void lease(Connection connection, Lease lease) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + TABLE + " SET lease_until = ?, fence = ?" + OF_KEY)) {
            for (DueItem item : lease.items()) {
                update.setLong(1, Micros.ceil(lease.until()));
                update.setLong(2, lease.fence());
                set(update, 3, item.key());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Locks those items that are still of this lease, and says until when they are leased now. */
    static List<DueItem> keep(Connection connection, Lease lease, Instant until) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + TABLE + " SET lease_until = ?" + OF_KEY + " AND fence = ?")) {
            for (DueItem item : lease.items()) {
                update.setLong(1, Micros.ceil(until));
                update.setLong(set(update, 2, item.key()), lease.fence());
                update.addBatch();
            }
            return kept(lease.items(), update.executeBatch());
        }
    }

    private static List<DueItem> kept(List<DueItem> items, int[] counts) {
        List<DueItem> kept = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                kept.add(items.get(i));
            }
        }
        return List.copyOf(kept);
    }

    /** How many of these were still of the lease. */
    static int remove(Connection connection, Lease lease, List<DueItem> done) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + TABLE + OF_KEY + " AND fence = ?")) {
            for (DueItem item : done) {
                delete.setLong(set(delete, 1, item.key()), lease.fence());
                delete.addBatch();
            }
            return kept(done, delete.executeBatch()).size();
        }
    }

    static Backlog backlog(Connection connection, Instant asOf) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT min(due_at), count(*) FROM " + TABLE + " WHERE due_at <= ?")) {
            select.setLong(1, Micros.floor(asOf));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long count = row.getLong(2);
                return new Backlog(count, count == 0 ? null : Micros.toInstant(row.getLong(1)), asOf);
            }
        }
    }

    /** What a recomputation looks at: a condition with one text parameter, and a range of an instant's column. */
    record Range(String condition, String value, String column, long from, long toExclusive) {}

    /** From the first instant of a zone's items to the last; from 0 to 0 if there are none. */
    static Range all(Connection connection, ZoneId zone, String column) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT min(" + column + "), max(" + column + ") + 1 FROM " + TABLE + " WHERE zone = ?")) {
            select.setString(1, zone.getId());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Range("zone = ?", zone.getId(), column, row.getLong(1), row.getLong(2));
            }
        }
    }

    static List<DueItem> page(Connection connection, Range range, @Nullable DueItem after, int most)
            throws SQLException {
        String column = range.column();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE "
                + range.condition() + " AND " + column + " >= ? AND " + column + " < ?"
                + (after == null ? "" : after(column)) + " ORDER BY " + column
                + IN_ORDER + most)) {
            select.setString(1, range.value());
            long position = after == null ? 0 : Micros.ceil(column.equals("due_at") ? after.due() : after.event());
            select.setLong(2, after == null ? range.from() : position);
            select.setLong(3, range.toExclusive());
            if (after != null) {
                DueItem.Key key = after.key();
                select.setLong(4, position);
                select.setLong(5, position);
                select.setString(6, key.tenant().value());
                select.setString(7, key.tenant().value());
                select.setString(8, key.recordClass().value());
                select.setString(9, key.recordClass().value());
                select.setString(10, key.item().value());
            }
            return read(select);
        }
    }

    /** What comes after a row in the order of the column and the key. */
    private static String after(String column) {
        return " AND (" + column + " > ? OR (" + column + " = ? AND (tenant > ? OR (tenant = ?"
                + " AND (record_class > ? OR (record_class = ? AND item > ?))))))";
    }

    /** Whether the row was still as it was read. A lease on it ends if it is due at another time now. */
    static boolean change(SqlDialect dialect, Connection connection, DueItem before, DueItem now) throws SQLException {
        boolean moved = !before.due().equals(now.due());
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + TABLE
                + " SET due_at = ?, time_limit = ?, zone = ?, policy = ?"
                + (moved ? ", fence = ?, lease_until = 0" : "") + OF_KEY + " AND event_at = ? AND due_at = ?")) {
            update.setLong(1, Micros.ceil(now.due()));
            update.setString(2, now.limit().toString());
            update.setString(3, now.zone().getId());
            update.setString(4, now.policy());
            int next = 5;
            if (moved) {
                update.setLong(next++, dialect.nextFence(connection));
            }
            next = set(update, next, before.key());
            update.setLong(next, Micros.ceil(before.event()));
            update.setLong(next + 1, Micros.ceil(before.due()));
            return update.executeUpdate() == 1;
        }
    }

    private static List<DueItem> read(PreparedStatement select) throws SQLException {
        List<DueItem> items = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                items.add(new DueItem(
                        new DueItem.Key(
                                new TenantId(row.getString(1)),
                                new RecordClass(row.getString(2)),
                                new RecordId(row.getString(3))),
                        Micros.toInstant(row.getLong(4)),
                        TimeLimit.parse(row.getString(6)),
                        ZoneId.of(row.getString(7)),
                        Micros.toInstant(row.getLong(5)),
                        row.getString(8)));
            }
        }
        return items;
    }

    /** Returns the number of the next parameter. */
    private static int set(PreparedStatement statement, int first, DueItem.Key key) throws SQLException {
        statement.setString(first, key.tenant().value());
        statement.setString(first + 1, key.recordClass().value());
        statement.setString(first + 2, key.item().value());
        return first + 3;
    }
}
