package dev.compliancekit.crypto.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Unwrapped keys: by their address, the one that each name seals with, and those of tenants. Bounded; any may go. */
final class KeyCache {

    private final KeyCacheLimits limits;
    private final Cache<KeyAddress, DataKey> byAddress;
    private final Cache<KeyName, DataKey> sealing;
    private final Cache<TenantId, TenantKey> tenants;

    KeyCache(KeyCacheLimits limits, InstantSource clock) {
        this.limits = limits;
        this.byAddress = newCache(limits, clock);
        this.sealing = newCache(limits, clock);
        this.tenants = newCache(limits, clock);
    }

    private static <K, V> Cache<K, V> newCache(KeyCacheLimits limits, InstantSource clock) {
        return Caffeine.newBuilder()
                .maximumSize(limits.maxKeys())
                .expireAfterWrite(limits.maxAge())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                // upkeep on the caller's thread: there is no thread of our own
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    Optional<DataKey> find(KeyAddress address) {
        return usable(byAddress.getIfPresent(address));
    }

    Optional<DataKey> sealingKeyOf(KeyName name) {
        return usable(sealing.getIfPresent(name));
    }

    private Optional<DataKey> usable(@Nullable DataKey key) {
        if (key == null) {
            return Optional.empty();
        }
        if (limits.maxUses() < Long.MAX_VALUE && key.use() > limits.maxUses()) {
            evict(key.metadata().address(), key.metadata().name());
            return Optional.empty();
        }
        return Optional.of(key);
    }

    Optional<TenantKey> tenantKeyOf(TenantId tenant) {
        return Optional.ofNullable(tenants.getIfPresent(tenant));
    }

    void put(DataKey key) {
        byAddress.put(key.metadata().address(), key);
    }

    void putSealing(DataKey key) {
        put(key);
        sealing.put(key.metadata().name(), key);
    }

    void put(TenantKey key) {
        tenants.put(key.tenant(), key);
    }

    void evict(KeyAddress address, KeyName name) {
        byAddress.invalidate(address);
        sealing.invalidate(name);
    }

    void evict(TenantId tenant) {
        tenants.invalidate(tenant);
        byAddress.asMap().keySet().removeIf(address -> address.tenant().equals(tenant));
        sealing.asMap().keySet().removeIf(name -> name.tenant().equals(tenant));
    }

    void evictTenantKey(TenantId tenant) {
        tenants.invalidate(tenant);
    }

    /** Every key that is in memory; one that was evicted a moment ago may still be in use. */
    List<DataKey> keys() {
        return Stream.concat(byAddress.asMap().values().stream(), sealing.asMap().values().stream())
                .toList();
    }

    /** The keys of tenants hold what was derived from the keys of epochs. */
    void evictTenantKeys() {
        tenants.invalidateAll();
    }

    void clear() {
        tenants.invalidateAll();
        byAddress.invalidateAll();
        sealing.invalidateAll();
    }

    KeyCacheStatistics statistics() {
        CacheStats both = byAddress.stats().plus(sealing.stats());
        return new KeyCacheStatistics(
                both.hitCount(), both.missCount(), both.evictionCount(), byAddress.estimatedSize());
    }
}
