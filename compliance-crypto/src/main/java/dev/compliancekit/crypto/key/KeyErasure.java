package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import dev.compliancekit.crypto.spi.ShreddedKey;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/**
 * Destroys keys: first in the epoch store, which is in no backup, then in the key store, then in memory; then says so.
 */
final class KeyErasure {

    private final KeyStore keyStore;
    private final EpochStore epochStore;
    private final EpochKeys epochs;
    private final KeyReader reader;
    private final KeyLifecycle lifecycle;
    private final KeyEvents events;
    private final KeyCache cache;
    private final KeyLocks locks;
    private final InstantSource clock;

    KeyErasure(KeyParts parts, KeyLifecycle lifecycle) {
        this.keyStore = parts.keyStore();
        this.epochStore = parts.epochStore();
        this.epochs = parts.epochs();
        this.reader = parts.reader();
        this.lifecycle = lifecycle;
        this.events = parts.events();
        this.cache = parts.cache();
        this.locks = parts.locks();
        this.clock = parts.primitives().clock();
    }

    /** The tenant's key alone: all others are wrapped under it. */
    void shredTenant(TenantId tenant, Actor actor, String reason) {
        locks.locked(tenant, () -> {
            KeyRecord tenantRecord = reader.tenantRecord(tenant).orElseGet(() -> lifecycle.createTenantKey(tenant));
            destroy(tenantRecord, actor, reason);
            cache.evict(tenant);
            report(tombstone -> tombstone.metadata().tenant().equals(tenant));
            return tenant;
        });
    }

    void shredSubject(TenantId tenant, SubjectId subject, Actor actor, String reason) {
        locks.locked(tenant, () -> {
            if (reader.tenantDestroyedAt(tenant).isEmpty()) {
                if (keyStore.list(tenant, subject).isEmpty()) {
                    // so that nothing is sealed for the subject later
                    KeyName name = new KeyName(tenant, subject, KeyPurpose.FIELDS);
                    lifecycle.create(lifecycle.requireTenantKey(tenant), name, 1, KeyAlgorithm.XAES_256_GCM);
                }
                for (KeyRecord keyRecord : keyStore.list(tenant, subject)) {
                    destroy(keyRecord, actor, reason);
                    cache.evict(
                            keyRecord.metadata().address(), keyRecord.metadata().name());
                }
            }
            report(tombstone -> tombstone.metadata().tenant().equals(tenant));
            return tenant;
        });
    }

    /** One key that nothing needs. */
    void destroyUnused(KeyAddress address, KeyUsage usage, Actor actor, String reason) {
        locks.locked(address.tenant(), () -> {
            KeyRecord found = keyStore.load(address)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no " + address + "; accepted is a key of the inventory"));
            KeyMetadata metadata = found.metadata();
            boolean newest = keyStore.newest(metadata.name())
                    .map(KeyRecord::metadata)
                    .filter(metadata::equals)
                    .isPresent();
            if (newest) {
                throw new KeyInUseException(address + " is the one that seals; accepted is a retired key");
            }
            long values = usage.liveValues(address);
            if (values != 0) {
                throw new KeyInUseException(address + " still seals " + values
                        + " values; accepted is a key of which none is left, or an order to erase tenant or subject");
            }
            destroy(found, actor, reason);
            cache.evict(address, metadata.name());
            report(tombstone -> tombstone.metadata().tenant().equals(address.tenant()));
            return address;
        });
    }

    private void destroy(KeyRecord found, Actor actor, String reason) {
        if (found instanceof KeyRecord.Active active) {
            KeyRecord.Destroyed tombstone = new KeyRecord.Destroyed(active.metadata(), clock.instant(), actor, reason);
            epochs.refresh();
            epochStore.remember(new ShreddedKey(tombstone, epochs.current().number()));
            keyStore.destroy(tombstone);
        }
    }

    /** Destroys again what came back with an old copy of the key store, or was not finished when a process died. */
    void destroyRemembered() {
        for (ShreddedKey shredded : epochStore.remembered()) {
            KeyRecord.Destroyed tombstone = shredded.tombstone();
            locks.locked(tombstone.metadata().tenant(), () -> {
                boolean active = keyStore.load(tombstone.metadata().address())
                        .filter(KeyRecord.Active.class::isInstance)
                        .isPresent();
                if (active) {
                    keyStore.destroy(tombstone);
                    cache.evict(tombstone.metadata().tenant());
                }
                return active;
            });
        }
    }

    /** Appends the events of destructions that the log may not have yet. */
    void reportAll() {
        report(every -> true);
    }

    private void report(Predicate<KeyRecord.Destroyed> wanted) {
        List<KeyRecord.Destroyed> unreported = keyStore.unreported();
        for (KeyRecord.Destroyed tombstone : unreported) {
            if (wanted.test(tombstone)) {
                events.destroyed(tombstone);
                keyStore.markReported(tombstone.metadata().address());
            }
        }
    }
}
