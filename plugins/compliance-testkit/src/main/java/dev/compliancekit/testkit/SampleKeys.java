package dev.compliancekit.testkit;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
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
                () -> store.load(address(1)),
                () -> store.newest(NAME),
                () -> store.createIfAbsent(active(2, 2)),
                () -> store.replaceAll(ACME, active -> active),
                () -> store.destroy(tombstone(1, 1, "first")),
                store::unreported,
                () -> store.markReported(address(1)),
                () -> tenants(store),
                () -> list(store, ACME),
                () -> store.list(ACME, SubjectId.ACCOUNT));
    }

    static KeyAddress address(int keyId) {
        return new KeyAddress(ACME, SubjectId.ACCOUNT, new KeyId(keyId));
    }

    static KeyRecord.Active active(int keyId, int version) {
        return active(ACME, keyId, version, keyId);
    }

    static KeyRecord.Active active(TenantId tenant, int keyId, int version, int wrapping) {
        return active(metadata(tenant, SubjectId.ACCOUNT, keyId, version), wrapping);
    }

    static KeyRecord.Active active(String subject, int keyId, int version) {
        return active(metadata(ACME, new SubjectId(subject), keyId, version), keyId);
    }

    private static KeyRecord.Active active(KeyMetadata metadata, int wrapping) {
        return new KeyRecord.Active(metadata, bytes(metadata.keyId().value(), 32), 1, wrapped(wrapping));
    }

    /** In the second epoch. */
    static KeyRecord.Active rewrapped(KeyRecord.Active active) {
        return active.rewrapped(2, wrapped(active.metadata().keyId().value() + 50));
    }

    static KeyRecord.Destroyed tombstone(int keyId, int version, String reason) {
        return tombstone(active(keyId, version), reason);
    }

    static KeyRecord.Destroyed tombstone(KeyRecord keyRecord, String reason) {
        return new KeyRecord.Destroyed(keyRecord.metadata(), NOON.plusSeconds(60), Actor.staff("s-1"), reason);
    }

    static KeyMetadata metadata(TenantId tenant, SubjectId subject, int keyId, int version) {
        KeyName name = new KeyName(tenant, subject, KeyPurpose.FIELDS);
        return new KeyMetadata(name, version, new KeyId(keyId), KeyAlgorithm.XAES_256_GCM, NOON);
    }

    static Bytes wrapped(int number) {
        return bytes(number + 100, 60);
    }

    static Bytes bytes(int content, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        bytes[0] = 1;
        return Bytes.copyOf(bytes);
    }
}
