package dev.compliancekit.jdbc;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of keys.
 *
 * @param place what the row says of its tenant and key, for messages
 * @param content the record, or empty if the row is damaged
 * @param checksum what its column says
 */
record KeyRow(String place, Optional<KeyRecord> content, Bytes checksum) {

    /** In the order of the checksum. */
    static final String COLUMNS = "tenant, subject, key_id, purpose, version, algorithm, created_at, commitment, epoch,"
            + " wrapped_key, destroyed_at, destroyed_by, reason, checksum";

    private static final long MAX_KEY_ID = 0xffff_ffffL;

    /** The present row of a result of {@link #COLUMNS}. */
    static KeyRow read(ResultSet row) throws SQLException {
        Bytes checksum = Bytes.copyOf(new byte[0]);
        Optional<KeyRecord> content = Optional.empty();
        try {
            checksum = bytes(row, "checksum");
            content = Optional.of(content(row)).filter(found(checksum));
        } catch (IllegalArgumentException | DateTimeException e) {
            // damaged, like one of another checksum
        }
        return new KeyRow(placeOf(row), content, checksum);
    }

    private static Predicate<KeyRecord> found(Bytes checksum) {
        return content -> KeyChecksum.of(content).equals(checksum);
    }

    /** Takes from texts and numbers only what the checksum is then made of. */
    private static KeyRecord content(ResultSet row) throws SQLException {
        KeyName name = new KeyName(
                new TenantId(text(row, "tenant")),
                new SubjectId(text(row, "subject")),
                new KeyPurpose(text(row, "purpose")));
        KeyMetadata metadata = new KeyMetadata(
                name,
                row.getInt("version"),
                keyId(row.getLong("key_id")),
                KeyAlgorithm.parse(text(row, "algorithm")),
                instant(text(row, "created_at")));
        return row.getBytes("wrapped_key") == null
                ? new KeyRecord.Destroyed(
                        metadata,
                        instant(text(row, "destroyed_at")),
                        Actor.parse(utf8(bytes(row, "destroyed_by"))),
                        utf8(bytes(row, "reason")))
                : new KeyRecord.Active(
                        metadata, bytes(row, "commitment"), row.getInt("epoch"), bytes(row, "wrapped_key"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return required(row.getString(column), column);
    }

    private static Bytes bytes(ResultSet row, String column) throws SQLException {
        return Bytes.copyOf(required(row.getBytes(column), column));
    }

    private static <T> T required(@Nullable T value, String column) {
        if (value == null) {
            throw new IllegalArgumentException("the column " + column + " is empty");
        }
        return value;
    }

    private static KeyId keyId(long value) {
        if (value < 0 || value > MAX_KEY_ID) {
            throw new IllegalArgumentException("key id is out of range");
        }
        return new KeyId((int) value);
    }

    private static Instant instant(String text) {
        Instant value = Instant.parse(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("instant is not in its canonical form");
        }
        return value;
    }

    private static String utf8(Bytes text) {
        return new String(text.toByteArray(), StandardCharsets.UTF_8);
    }

    /** What a damaged row says is not repeated if it may be anything. */
    private static String placeOf(ResultSet row) throws SQLException {
        String tenant;
        try {
            tenant = "tenant " + new TenantId(text(row, "tenant"));
        } catch (IllegalArgumentException e) {
            tenant = "a tenant whose code is damaged too";
        }
        return tenant + ", key_id " + row.getLong("key_id");
    }

    /**
     * The record.
     *
     * @throws KeyUnavailableException if the row is damaged
     */
    KeyRecord require() {
        return content.orElseThrow(() -> new KeyUnavailableException(
                "a row of the key store's database is damaged: " + place + "; restore the row"));
    }
}
