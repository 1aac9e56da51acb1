package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.time.Instant;
import java.util.Optional;

/** Reads records and unwraps them. The caller holds the tenant's lock. */
final class KeyReader {

    private final KeyStore keyStore;
    private final EpochKeys epochs;
    private final KeyCache cache;
    private final Primitives primitives;

    KeyReader(KeyStore keyStore, EpochKeys epochs, KeyCache cache, Primitives primitives) {
        this.keyStore = keyStore;
        this.epochs = epochs;
        this.cache = cache;
        this.primitives = primitives;
    }

    static KeyName tenantKeyName(TenantId tenant) {
        return new KeyName(tenant, SubjectId.ACCOUNT, KeyPurpose.TENANT);
    }

    /** Empty if the tenant never had a key. */
    Optional<KeyRecord> tenantRecord(TenantId tenant) {
        return keyStore.newest(tenantKeyName(tenant));
    }

    /** When the tenant's key was destroyed, and with it all that is below. */
    Optional<Instant> tenantDestroyedAt(TenantId tenant) {
        return tenantRecord(tenant)
                .filter(KeyRecord.Destroyed.class::isInstance)
                .map(tombstone -> ((KeyRecord.Destroyed) tombstone).destroyedAt());
    }

    Found read(KeyAddress address) {
        // the key that wraps the others seals nothing
        Optional<KeyRecord> stored = keyStore.load(address)
                .filter(found -> !found.metadata().name().purpose().equals(KeyPurpose.TENANT));
        if (stored.isEmpty()) {
            return new Found.Missing();
        }
        if (!(stored.get() instanceof KeyRecord.Active active)) {
            return new Found.Destroyed();
        }
        Optional<TenantKey> tenantKey = cache.tenantKeyOf(address.tenant());
        if (tenantKey.isPresent()) {
            return new Found.Usable(unwrap(active, tenantKey.get()));
        }
        KeyRecord tenantRecord = tenantRecord(address.tenant())
                .orElseThrow(() -> new KeyUnavailableException("tenant " + address.tenant()
                        + " has keys but not the key that wraps them; restore the key store"));
        return tenantRecord instanceof KeyRecord.Active activeTenant
                ? new Found.Usable(unwrap(active, tenantKey(activeTenant)))
                : new Found.Destroyed();
    }

    TenantKey tenantKey(KeyRecord.Active tenantRecord) {
        Optional<TenantKey> cached = cache.tenantKeyOf(tenantRecord.metadata().tenant());
        if (cached.isPresent()) {
            return cached.get();
        }
        SecretBytes key = epochs.of(tenantRecord.epoch()).tenantKeys().unwrap(tenantRecord);
        TenantKey tenantKey = new TenantKey(tenantRecord.metadata().tenant(), key, epochs, primitives);
        cache.put(tenantKey);
        return tenantKey;
    }

    DataKey unwrap(KeyRecord.Active active, TenantKey tenantKey) {
        try (SecretBytes key = tenantKey.inEpoch(active.epoch()).unwrap(active)) {
            return new DataKey(
                    active.metadata(),
                    primitives.of(active.metadata(), key),
                    primitives.clock().millis());
        }
    }
}
