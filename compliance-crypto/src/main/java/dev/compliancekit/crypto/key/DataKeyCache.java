package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Unwrapped keys by tenant and id, and the one that each tenant seals with; bounded, any of them may go. */
final class DataKeyCache {

    private final int limit;
    private final ConcurrentMap<Address, DataKey> byAddress = new ConcurrentHashMap<>();
    private final ConcurrentMap<TenantId, DataKey> sealing = new ConcurrentHashMap<>();

    DataKeyCache(int limit) {
        this.limit = limit;
    }

    private record Address(TenantId tenant, KeyId keyId) {}

    Optional<DataKey> find(TenantId tenant, KeyId keyId) {
        return Optional.ofNullable(byAddress.get(new Address(tenant, keyId)));
    }

    Optional<DataKey> sealingKeyOf(TenantId tenant) {
        return Optional.ofNullable(sealing.get(tenant));
    }

    void put(DataKey key) {
        makeRoom(byAddress);
        byAddress.put(new Address(key.tenant(), key.keyId()), key);
    }

    void putSealing(DataKey key) {
        put(key);
        makeRoom(sealing);
        sealing.put(key.tenant(), key);
    }

    void evict(TenantId tenant, KeyId keyId) {
        byAddress.remove(new Address(tenant, keyId));
        sealing.computeIfPresent(tenant, (same, key) -> key.keyId().equals(keyId) ? null : key);
    }

    void clear() {
        byAddress.clear();
        sealing.clear();
    }

    int size() {
        return Math.max(byAddress.size(), sealing.size());
    }

    private void makeRoom(ConcurrentMap<?, DataKey> map) {
        Iterator<?> keys = map.keySet().iterator();
        while (map.size() >= limit && keys.hasNext()) {
            keys.next();
            keys.remove();
        }
    }
}
