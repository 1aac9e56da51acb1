package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes, finds and destroys the keys of tenants; what is found stays in memory until it is destroyed. */
final class KeyLifecycle {

    private static final int MAX_UNWRAPPED_KEYS = 10_000;
    private static final int LOCKS = 64;

    private final KeyStore keyStore;
    private final KeyWrapping wrapping;
    private final KeyEvents events;
    private final SecureRandom random;
    private final InstantSource clock;
    private final DataKeyCache cache = new DataKeyCache(MAX_UNWRAPPED_KEYS);

    /**
     * A tenant's keys are loaded, made and destroyed under its lock only, so that no key that is being destroyed gets
     * back into the cache. Tenants share locks, so that there is a fixed number of them.
     */
    private final List<ReentrantLock> locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toList();

    KeyLifecycle(KeyStore keyStore, KeyWrapping wrapping, KeyEvents events, SecureRandom random, InstantSource clock) {
        this.keyStore = keyStore;
        this.wrapping = wrapping;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /** What came of looking for a key. */
    sealed interface Found {
        record Usable(DataKey key) implements Found {}

        record Destroyed() implements Found {}

        record Missing() implements Found {}
    }

    Found find(TenantId tenant, KeyId keyId) {
        Optional<DataKey> cached = cache.find(tenant, keyId);
        return cached.isPresent() ? new Found.Usable(cached.get()) : locked(tenant, () -> load(tenant, keyId));
    }

    private Found load(TenantId tenant, KeyId keyId) {
        Optional<KeyRecord> stored = keyStore.load(tenant, keyId);
        if (stored.isEmpty()) {
            return new Found.Missing();
        }
        if (!(stored.get() instanceof KeyRecord.Active active)) {
            return new Found.Destroyed();
        }
        DataKey key = wrapping.unwrap(active);
        cache.put(key);
        return new Found.Usable(key);
    }

    boolean isKnown(TenantId tenant, KeyId keyId) {
        return cache.find(tenant, keyId).isPresent()
                || keyStore.load(tenant, keyId).isPresent();
    }

    /** Made if the tenant never had one. */
    DataKey sealingKeyOf(TenantId tenant) {
        Optional<DataKey> cached = cache.sealingKeyOf(tenant);
        return cached.isPresent() ? cached.get() : locked(tenant, () -> loadSealingKey(tenant));
    }

    private DataKey loadSealingKey(TenantId tenant) {
        // another thread may have been first
        Optional<DataKey> cached = cache.sealingKeyOf(tenant);
        if (cached.isPresent()) {
            return cached.get();
        }
        KeyRecord newest = keyStore.newest(nameOf(tenant)).orElseGet(() -> create(tenant));
        if (!(newest instanceof KeyRecord.Active active)) {
            throw new KeyDestroyedException(tenant, newest.metadata().keyId());
        }
        DataKey key = wrapping.unwrap(active);
        cache.putSealing(key);
        return key;
    }

    /** The event first: a key that the log does not know must not come to be. */
    private KeyRecord create(TenantId tenant) {
        KeyMetadata metadata =
                new KeyMetadata(nameOf(tenant), 1, KeyId.random(random), KeyAlgorithm.XAES_256_GCM, clock.instant());
        KeyRecord.Active candidate = wrapping.newKey(metadata);
        events.creating(metadata);
        KeyRecord stored = keyStore.createIfAbsent(candidate);
        if (!stored.metadata().keyId().equals(metadata.keyId())) {
            events.notCreated(metadata, clock.instant(), "another process made the tenant's key first");
        }
        return stored;
    }

    void destroyAll(TenantId tenant, Actor actor, String reason) {
        locked(tenant, () -> {
            if (keyStore.newest(nameOf(tenant)).isEmpty()) {
                create(tenant);
            }
            for (KeyRecord found : recordsOf(tenant)) {
                if (found instanceof KeyRecord.Active active) {
                    keyStore.destroy(new KeyRecord.Destroyed(active.metadata(), clock.instant(), actor, reason));
                }
                cache.evict(tenant, found.metadata().keyId());
            }
            report(tombstone -> tombstone.metadata().tenant().equals(tenant));
            return tenant;
        });
    }

    /** Appends the events of destructions that the log may not have yet. */
    void reportAll() {
        report(every -> true);
    }

    private void report(Predicate<KeyRecord.Destroyed> wanted) {
        for (KeyRecord.Destroyed tombstone : keyStore.unreported()) {
            if (wanted.test(tombstone)) {
                events.destroyed(tombstone);
                keyStore.markReported(
                        tombstone.metadata().tenant(), tombstone.metadata().keyId());
            }
        }
    }

    List<TenantId> tenants() {
        try (Stream<TenantId> tenants = keyStore.tenants()) {
            return tenants.toList();
        }
    }

    List<KeyRecord> recordsOf(TenantId tenant) {
        try (Stream<KeyRecord> records = keyStore.list(tenant)) {
            return records.toList();
        }
    }

    void forgetAll() {
        cache.clear();
    }

    private static KeyName nameOf(TenantId tenant) {
        return new KeyName(tenant, SubjectId.ACCOUNT, KeyPurpose.FIELDS);
    }

    private <T> T locked(TenantId tenant, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(tenant.hashCode(), LOCKS));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
