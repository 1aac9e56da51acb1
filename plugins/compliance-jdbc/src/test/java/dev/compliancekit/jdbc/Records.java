package dev.compliancekit.jdbc;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Records to store, and how they are looked at. */
final class Records {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId GLOBEX = new TenantId("globex");

    private Records() {}

    /** Key and version of that number, of a subject of that number. */
    static KeyRecord.Active active(TenantId tenant, int number) {
        KeyName name = new KeyName(tenant, new SubjectId("s-" + number), KeyPurpose.FIELDS);
        return active(new KeyMetadata(
                name,
                1,
                new KeyId(number),
                KeyAlgorithm.XAES_256_GCM,
                Instant.parse("2026-03-01T12:00:00.000000001Z")));
    }

    /** The key of a version, all of the tenant's own. */
    static KeyRecord.Active version(int version, int keyId) {
        KeyName name = new KeyName(ACME, SubjectId.ACCOUNT, KeyPurpose.FIELDS);
        return active(new KeyMetadata(
                name, version, new KeyId(keyId), KeyAlgorithm.XAES_256_GCM, Instant.parse("2026-03-01T12:00:00Z")));
    }

    private static KeyRecord.Active active(KeyMetadata metadata) {
        return new KeyRecord.Active(metadata, bytes(metadata.keyId().value(), 32), 1, bytes(-1, 65));
    }

    /** In another epoch. */
    static KeyRecord.Active inEpoch(KeyRecord.Active stored, int epoch) {
        return stored.rewrapped(epoch, bytes(epoch, 65));
    }

    static KeyRecord.Destroyed tombstone(KeyRecord stored) {
        return tombstone(stored, "\u0000 asked for by the person \ud83d\ude00");
    }

    static KeyRecord.Destroyed tombstone(KeyRecord stored, String reason) {
        return new KeyRecord.Destroyed(
                stored.metadata(), Instant.parse("2026-03-02T12:00:00.5Z"), Actor.staff("\u00e9ve"), reason);
    }

    private static Bytes bytes(int content, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        return Bytes.copyOf(bytes);
    }

    static List<KeyRecord> list(KeyStore store, TenantId tenant) {
        try (Stream<KeyRecord> records = store.list(tenant)) {
            return records.toList();
        }
    }

    static List<TenantId> tenants(KeyStore store) {
        try (Stream<TenantId> tenants = store.tenants()) {
            return tenants.toList();
        }
    }

    /** What somebody does past the store. */
    static void sql(DataSource database, String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static JdbcKeyStore store(DataSource database) {
        JdbcKeyStore.createSchema(database);
        return JdbcKeyStore.open(database);
    }
}
