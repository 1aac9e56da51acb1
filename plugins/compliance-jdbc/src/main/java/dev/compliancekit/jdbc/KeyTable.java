package dev.compliancekit.jdbc;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every statement on the table of keys. Each names the tenant, but those that are about all. */
final class KeyTable {

    /** How many rows are in memory at a time. */
    static final int PAGE = 1000;

    private static final String SELECT = "SELECT " + KeyRow.COLUMNS + " FROM compliancekit_key ";
    private static final String OF_SUBJECT = "WHERE tenant = ? AND subject = ? ";
    private static final String OF_KEY = OF_SUBJECT + "AND key_id = ? ";
    private static final String AFTER = "WHERE tenant = ? AND (subject, key_id) > (?, ?) ";
    private static final String IN_ORDER = "ORDER BY subject, key_id FETCH FIRST " + PAGE + " ROWS ONLY";

    private KeyTable() {}

    static Optional<KeyRow> find(Connection connection, KeyAddress address) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + OF_KEY)) {
            set(select, 1, address);
            return only(select);
        }
    }

    static Optional<KeyRow> find(Connection connection, KeyName name, int version) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + OF_SUBJECT + "AND purpose = ? AND version = ?")) {
            set(select, name);
            select.setInt(4, version);
            return only(select);
        }
    }

    static Optional<KeyRow> newest(Connection connection, KeyName name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                SELECT + OF_SUBJECT + "AND purpose = ? ORDER BY version DESC FETCH FIRST 1 ROW ONLY")) {
            set(select, name);
            return only(select);
        }
    }

    /** Whether it was stored; if not, there is a row of that name and version, or of that id. */
    static boolean insert(Connection connection, KeyRecord.Active candidate) throws SQLException {
        KeyMetadata metadata = candidate.metadata();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO compliancekit_key (tenant, subject, key_id, purpose, version, algorithm, created_at,"
                        + " commitment, epoch, wrapped_key, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING")) {
            set(insert, 1, metadata.address());
            insert.setString(4, metadata.name().purpose().value());
            insert.setInt(5, metadata.version());
            insert.setString(6, metadata.algorithm().code());
            insert.setString(7, metadata.createdAt().toString());
            insert.setBytes(8, candidate.commitment().toByteArray());
            insert.setInt(9, candidate.epoch());
            insert.setBytes(10, candidate.wrappedKey().toByteArray());
            insert.setBytes(11, KeyChecksum.of(candidate).toByteArray());
            return insert.executeUpdate() == 1;
        }
    }

    /** Whether an active key was overwritten by its tombstone. */
    static boolean destroy(Connection connection, KeyRecord.Destroyed tombstone) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE compliancekit_key SET commitment = NULL, epoch = NULL, wrapped_key = NULL, destroyed_at = ?,"
                        + " destroyed_by = ?, reason = ?, checksum = ? " + OF_KEY + "AND wrapped_key IS NOT NULL")) {
            update.setString(1, tombstone.destroyedAt().toString());
            update.setBytes(2, utf8(tombstone.destroyedBy().toString()));
            update.setBytes(3, utf8(tombstone.reason()));
            update.setBytes(4, KeyChecksum.of(tombstone).toByteArray());
            set(update, 5, tombstone.metadata().address());
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Stores other wrappings of keys whose rows are still those that were read. A row that another process changed, or
     * destroyed, stays as it is.
     *
     * @return for each whether it was stored
     */
    static List<Boolean> rewrap(Connection connection, List<Rewrapped> changes) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE compliancekit_key SET epoch = ?, wrapped_key = ?, checksum = ? "
                        + OF_KEY + "AND checksum = ? AND wrapped_key IS NOT NULL")) {
            for (Rewrapped change : changes) {
                update.setInt(1, change.now().epoch());
                update.setBytes(2, change.now().wrappedKey().toByteArray());
                update.setBytes(3, KeyChecksum.of(change.now()).toByteArray());
                set(update, 4, change.now().metadata().address());
                update.setBytes(7, change.checksumRead().toByteArray());
                update.addBatch();
            }
            List<Boolean> stored = new ArrayList<>(changes.size());
            for (int rows : update.executeBatch()) {
                stored.add(rows == 1);
            }
            return stored;
        }
    }

    /**
     * Another wrapping for a key.
     *
     * @param checksumRead of the row that was read
     * @param now what to store
     */
    record Rewrapped(Bytes checksumRead, KeyRecord.Active now) {}

    /** The next rows of a tenant in the order of subjects and key ids, after those of one page. */
    static List<KeyRow> page(Connection connection, TenantId tenant, Position after) throws SQLException {
        return page(connection, SELECT + AFTER + IN_ORDER, tenant, after);
    }

    /** The same, without tombstones. */
    static List<KeyRow> activePage(Connection connection, TenantId tenant, Position after) throws SQLException {
        return page(connection, SELECT + AFTER + "AND wrapped_key IS NOT NULL " + IN_ORDER, tenant, after);
    }

    /**
     * Between two rows of a tenant.
     *
     * @param subject of the row before
     * @param keyId of the row before
     */
    record Position(String subject, long keyId) {

        static final Position START = new Position("", -1);

        static Position after(KeyRecord before) {
            KeyMetadata metadata = before.metadata();
            return new Position(
                    metadata.name().subject().value(),
                    Integer.toUnsignedLong(metadata.keyId().value()));
        }
    }

    private static List<KeyRow> page(Connection connection, String sql, TenantId tenant, Position after)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, tenant.value());
            select.setString(2, after.subject());
            select.setLong(3, after.keyId());
            return all(select);
        }
    }

    static List<KeyRow> ofSubject(Connection connection, TenantId tenant, SubjectId subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + OF_SUBJECT + "ORDER BY key_id")) {
            select.setString(1, tenant.value());
            select.setString(2, subject.value());
            return all(select);
        }
    }

    /** The next tenants in their order. */
    static List<String> tenantsAfter(Connection connection, String lastExclusive) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT DISTINCT tenant FROM compliancekit_key WHERE tenant > ? "
                        + "ORDER BY tenant FETCH FIRST " + PAGE + " ROWS ONLY")) {
            select.setString(1, lastExclusive);
            List<String> tenants = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tenants.add(rows.getString(1));
                }
            }
            return tenants;
        }
    }

    /** Takes note that the audit log may not have a destruction yet. */
    static void note(Connection connection, KeyAddress address) throws SQLException {
        execute(
                connection,
                "INSERT INTO compliancekit_key_unreported (tenant, subject, key_id) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                address);
    }

    static void forget(Connection connection, KeyAddress address) throws SQLException {
        execute(connection, "DELETE FROM compliancekit_key_unreported " + OF_KEY, address);
    }

    private static void execute(Connection connection, String sql, KeyAddress address) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, 1, address);
            statement.executeUpdate();
        }
    }

    /** The rows of all tenants of which there are notes. */
    static List<KeyRow> noted(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT
                + "WHERE (tenant, subject, key_id) IN (SELECT tenant, subject, key_id FROM compliancekit_key_unreported)"
                + " ORDER BY tenant, subject, key_id")) {
            return all(select);
        }
    }

    private static void set(PreparedStatement statement, int first, KeyAddress address) throws SQLException {
        statement.setString(first, address.tenant().value());
        statement.setString(first + 1, address.subject().value());
        statement.setLong(first + 2, Integer.toUnsignedLong(address.keyId().value()));
    }

    private static void set(PreparedStatement statement, KeyName name) throws SQLException {
        statement.setString(1, name.tenant().value());
        statement.setString(2, name.subject().value());
        statement.setString(3, name.purpose().value());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<KeyRow> only(PreparedStatement select) throws SQLException {
        return all(select).stream().findFirst();
    }

    private static List<KeyRow> all(PreparedStatement select) throws SQLException {
        List<KeyRow> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(KeyRow.read(rows));
            }
        }
        return found;
    }
}
