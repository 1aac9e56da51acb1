package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One pass over all keys that puts each into the current epoch. Not thread-safe: one pass, one thread. */
final class Rewrapping {

    private static final int MAX_FAILURES_TOLD = 100;

    private final KeyStore keyStore;
    private final EpochKeys epochs;
    private final KeyReader reader;
    private final KeyLocks locks;
    private final List<String> failures = new ArrayList<>();
    private long rewrapped;
    private long failed;

    Rewrapping(KeyParts parts) {
        this.keyStore = parts.keyStore();
        this.epochs = parts.epochs();
        this.reader = parts.reader();
        this.locks = parts.locks();
    }

    RewrapReport run() {
        try (Stream<TenantId> tenants = keyStore.tenants()) {
            for (Iterator<TenantId> each = tenants.iterator(); each.hasNext(); ) {
                TenantId tenant = each.next();
                try {
                    rewrap(tenant);
                } catch (KeyUnavailableException e) {
                    fail("The keys of tenant " + tenant + " could not all be rewrapped: " + e.getMessage() + ".");
                }
            }
        }
        return new RewrapReport(rewrapped, failed, failures);
    }

    private void rewrap(TenantId tenant) {
        Optional<TenantKey> tenantKey = locks.locked(tenant, () -> liveTenantKey(tenant));
        if (tenantKey.isPresent()) {
            rewrapped += keyStore.replaceAll(tenant, active -> tryRewrap(active, tenantKey.get()));
        }
    }

    /** Empty for a destroyed tenant: its keys are left to die with their epoch. */
    private Optional<TenantKey> liveTenantKey(TenantId tenant) {
        KeyRecord found = reader.tenantRecord(tenant)
                .orElseThrow(
                        () -> new KeyUnavailableException("the key that wraps them is missing; restore the key store"));
        return found instanceof KeyRecord.Active active ? Optional.of(reader.tenantKey(active)) : Optional.empty();
    }

    private KeyRecord.Active tryRewrap(KeyRecord.Active active, TenantKey tenantKey) {
        try {
            return rewrap(active, tenantKey);
        } catch (KeyUnavailableException e) {
            fail(active.metadata().address() + " could not be rewrapped: " + e.getMessage() + ".");
            return active;
        }
    }

    private KeyRecord.Active rewrap(KeyRecord.Active active, TenantKey tenantKey) {
        EpochKeys.Epoch current = epochs.current();
        if (active.epoch() >= current.number()) {
            return active;
        }
        return active.metadata().name().purpose().equals(KeyPurpose.TENANT)
                ? current.tenantKeys().rewrap(active, epochs.of(active.epoch()).tenantKeys())
                : tenantKey.inEpoch(current.number()).rewrap(active, tenantKey.inEpoch(active.epoch()));
    }

    private void fail(String sentence) {
        failed++;
        if (failures.size() < MAX_FAILURES_TOLD) {
            failures.add(sentence);
        }
    }
}
