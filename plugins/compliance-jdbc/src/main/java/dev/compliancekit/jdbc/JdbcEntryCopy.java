package dev.compliancekit.jdbc;

import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.CopyVerifier;
import dev.compliancekit.audit.spi.EntryLabel;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.jdbc.internal.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the copies that {@link JdbcEntrySink} keeps: the entries of a tenant, under row security, and all of a log, to
 * compare them with its checkpoint. <em>Thread-safe.</em>
 */
public final class JdbcEntryCopy {

    private static final int MAX_PAGE = 10_000;
    private static final int PAGE = 1000;
    private static final String COLUMNS =
            "SELECT idx, recorded_at, tenant, action, leaf, body" + " FROM compliancekit_audit_entry";

    private final Database database;

    private JdbcEntryCopy(Database database) {
        this.database = database;
    }

    /**
     * Opens the copies of a database.
     *
     * @param dataSource hands out connections of a role that may read the entries, and is subject to row security
     * @return the copies
     * @throws SinkUnavailableException if the database cannot be reached, has no such tables or those of another
     *     version, or the role is the owner, a superuser, exempt from row security, or may change entries
     */
    public static JdbcEntryCopy open(DataSource dataSource) {
        Database database = SinkDatabase.of(dataSource);
        SinkDatabase.requireVersion(database);
        SinkDatabase.requireRestrictedRole(database);
        return new JdbcEntryCopy(database);
    }

    /**
     * Entries of one tenant in one log. The tenant is told to the database for this transaction only, so that row
     * security hides all others even from a wrong statement.
     *
     * @param tenant whose; must be the one bound by {@link TenantScope}
     * @param origin the log's name
     * @param fromIndex the lowest index, from 0
     * @param limit how many at most, 1 to 10,000
     * @return by index, unmodifiable; not verified
     * @throws IllegalArgumentException if the limit is out of range
     * @throws dev.compliancekit.core.TenantMismatchException if another tenant is bound
     * @throws dev.compliancekit.core.NoTenantException if none is bound
     * @throws SinkUnavailableException if the database cannot be read
     */
    public List<ShippedEntry> entries(TenantId tenant, String origin, long fromIndex, int limit) {
        TenantScope.require(tenant);
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + "; accepted are 1 to " + MAX_PAGE);
        }
        return database.transaction(connection -> {
            try (PreparedStatement bind =
                    connection.prepareStatement("SELECT set_config('compliancekit.tenant', ?, true)")) {
                bind.setString(1, tenant.value());
                bind.execute();
            }
            try (PreparedStatement select = connection.prepareStatement(
                    COLUMNS + " WHERE origin = ? AND idx >= ? AND tenant = ? ORDER BY idx LIMIT ?")) {
                select.setString(1, origin);
                select.setLong(2, fromIndex);
                select.setString(3, tenant.value());
                select.setInt(4, limit);
                return rows(select).stream().map(Row::entry).toList();
            }
        });
    }

    /**
     * The newest checkpoint of a log that the sink was given; its signature is not yet checked.
     *
     * @param origin the log's name
     * @return the checkpoint, or empty if there is none
     * @throws SinkUnavailableException if the database cannot be read, or holds something else
     */
    public Optional<SignedCheckpoint> checkpoint(String origin) {
        String note = database.statement(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT checkpoint FROM compliancekit_audit_log WHERE origin = ?")) {
                select.setString(1, origin);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getString(1) : "";
                }
            }
        });
        try {
            return note.isEmpty() ? Optional.empty() : Optional.of(SignedCheckpoint.parse(note));
        } catch (IllegalArgumentException e) {
            throw new SinkUnavailableException("the checkpoint in the database is malformed: " + e.getMessage(), e);
        }
    }

    /**
     * Reads all entries of a log again, and compares them with a checkpoint and the log's tiles: bytes, hashes, indexes
     * and the columns beside them. Months that were dropped are left out; their hashes come from the tiles. The role
     * must see the entries of all tenants.
     *
     * @param checkpoint of the log, for example the one that it publishes
     * @param log the log's public key
     * @param tiles the log
     * @return what was found
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if the key did not sign the checkpoint, or a tile is
     *     missing or malformed
     * @throws SinkUnavailableException if the database cannot be read
     */
    public CopyReport verify(SignedCheckpoint checkpoint, VerifierKey log, TileDirectory tiles) {
        CopyVerifier verifier = CopyVerifier.of(checkpoint, log, tiles);
        List<Gap> dropped = database.statement(connection -> dropped(connection, log.name()));
        long next = 0;
        List<Row> page = page(log.name(), -1, OffsetDateTime.MIN);
        while (!page.isEmpty()) {
            for (Row row : page) {
                if (isDropped(dropped, next, row.index())) {
                    verifier.leaveOut(row.index());
                }
                row.addTo(verifier);
                next = Math.max(next, row.index() + 1);
            }
            Row last = page.get(page.size() - 1);
            page = page(log.name(), last.index(), last.recordedAt().atOffset(ZoneOffset.UTC));
        }
        if (isDropped(dropped, next, checkpoint.unverified().treeSize())) {
            verifier.leaveOut(checkpoint.unverified().treeSize());
        }
        return verifier.finish();
    }

    /**
     * Indexes that went with a month.
     *
     * @param from the lowest
     * @param to the highest
     */
    private record Gap(long from, long to) {}

    private static boolean isDropped(List<Gap> dropped, long from, long toExclusive) {
        long at = from;
        for (Gap gap : dropped) {
            if (gap.from() <= at && gap.to() >= at) {
                at = gap.to() + 1;
            }
        }
        return from < toExclusive && at >= toExclusive;
    }

    private static List<Gap> dropped(Connection connection, String origin) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT from_index, to_index FROM compliancekit_audit_dropped WHERE origin = ? ORDER BY from_index")) {
            select.setString(1, origin);
            List<Gap> gaps = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    gaps.add(new Gap(rows.getLong(1), rows.getLong(2)));
                }
            }
            return gaps;
        }
    }

    /** After a row, by all of the primary key: an index that is there twice is seen twice. */
    private List<Row> page(String origin, long index, OffsetDateTime recordedAt) {
        return database.statement(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS
                    + " WHERE origin = ? AND (idx, recorded_at) > (?, ?) ORDER BY idx, recorded_at LIMIT " + PAGE)) {
                select.setString(1, origin);
                select.setLong(2, index);
                select.setObject(3, recordedAt);
                return rows(select);
            }
        });
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(
                        rows.getLong("idx"),
                        rows.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        rows.getString("tenant"),
                        rows.getString("action"),
                        Bytes.copyOf(rows.getBytes("leaf")),
                        Bytes.copyOf(rows.getBytes("body"))));
            }
        }
        return List.copyOf(found);
    }

    /** One row, whatever it says. */
    private record Row(long index, Instant recordedAt, String tenant, String action, Bytes leaf, Bytes body) {

        ShippedEntry entry() {
            try {
                return new ShippedEntry(index, leaf, EntryLabel.read(body.toByteArray()), body);
            } catch (IllegalArgumentException e) {
                throw new SinkUnavailableException(
                        "row " + index + " of the audit entries is damaged: " + e.getMessage(), e);
            }
        }

        void addTo(CopyVerifier verifier) {
            verifier.add(index, leaf, body.toByteArray());
            if (!isLabelled()) {
                verifier.doubt(index, "entry " + index + " is of another account, action or time than its row says");
            }
        }

        private boolean isLabelled() {
            try {
                EntryLabel label = EntryLabel.read(body.toByteArray());
                return label.tenant().value().equals(tenant)
                        && label.action().value().equals(action)
                        && label.recordedAt().truncatedTo(ChronoUnit.MICROS).equals(recordedAt);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
