package dev.compliancekit.testkit;

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
import dev.compliancekit.crypto.spi.WrappedKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The records that {@link KeyStoreContract} stores, and how it lists them. */
final class SampleKeys {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId GLOBEX = new TenantId("globex");

    static final KeyName NAME = new KeyName(ACME, SubjectId.ACCOUNT, KeyPurpose.FIELDS);

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private SampleKeys() {}

    static List<TenantId> tenants(KeyStore store) {
        try (Stream<TenantId> tenants = store.tenants()) {
            return tenants.toList();
        }
    }

    static List<KeyRecord> list(KeyStore store, TenantId tenant) {
        try (Stream<KeyRecord> records = store.list(tenant)) {
            return records.toList();
        }
    }

    static List<ThrowingCallable> everyCall(KeyStore store) {
        return List.of(
                () -> store.load(ACME, new KeyId(1)),
                () -> store.newest(NAME),
                () -> store.createIfAbsent(active(2, 2)),
                () -> store.replace(active(1, 1)),
                () -> store.destroy(tombstone(1, 1, "first")),
                store::unreported,
                () -> store.markReported(ACME, new KeyId(1)),
                () -> tenants(store),
                () -> list(store, ACME));
    }

    static KeyRecord.Active active(int keyId, int version) {
        return active(ACME, keyId, version, keyId);
    }

    static KeyRecord.Active active(TenantId tenant, int keyId, int version, int wrapping) {
        return new KeyRecord.Active(metadata(tenant, keyId, version), bytes(keyId, 32), wrapped(wrapping));
    }

    static KeyRecord.Destroyed tombstone(int keyId, int version, String reason) {
        return new KeyRecord.Destroyed(
                metadata(ACME, keyId, version), NOON.plusSeconds(60), Actor.staff("s-1"), reason);
    }

    static KeyMetadata metadata(TenantId tenant, int keyId, int version) {
        KeyName name = new KeyName(tenant, SubjectId.ACCOUNT, KeyPurpose.FIELDS);
        return new KeyMetadata(name, version, new KeyId(keyId), KeyAlgorithm.XAES_256_GCM, NOON);
    }

    static WrappedKey wrapped(int number) {
        return new WrappedKey("root-1", bytes(number + 100, 60));
    }

    static Bytes bytes(int content, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        bytes[0] = 1;
        return Bytes.copyOf(bytes);
    }
}
