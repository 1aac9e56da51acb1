package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Makes, finds and rotates the keys of tenants; what is found stays in memory within limits. */
final class KeyLifecycle {

    private static final int KEY_BYTES = 32;

    private final KeyStore keyStore;
    private final EpochKeys epochs;
    private final KeyReader reader;
    private final KeyEvents events;
    private final KeyCache cache;
    private final KeyLocks locks;
    private final SecureRandom random;
    private final InstantSource clock;
    private final KeyRefresh refresh;

    KeyLifecycle(KeyParts parts) {
        this.keyStore = parts.keyStore();
        this.epochs = parts.epochs();
        this.reader = parts.reader();
        this.events = parts.events();
        this.cache = parts.cache();
        this.locks = parts.locks();
        this.random = parts.primitives().random();
        this.clock = parts.primitives().clock();
        this.refresh = parts.refresh();
    }

    /** The one key that a value names: the subject's if it has one of that id, else the tenant's. */
    Found find(TenantId tenant, SubjectId subject, KeyId keyId) {
        KeyAddress account = new KeyAddress(tenant, SubjectId.ACCOUNT, keyId);
        if (subject.equals(SubjectId.ACCOUNT) || !KeyIds.mayBeOfSubject(keyId)) {
            return find(account);
        }
        Found found = find(new KeyAddress(tenant, subject, keyId));
        return found instanceof Found.Missing ? find(account) : found;
    }

    private Found find(KeyAddress address) {
        Optional<DataKey> cached = cache.find(address);
        if (cached.isPresent()) {
            refresh.ifOld(cached.get(), clock.millis(), () -> locks.locked(address.tenant(), () -> reload(address)));
            return new Found.Usable(cached.get());
        }
        return locks.locked(address.tenant(), () -> load(address));
    }

    /** Not if it left the cache meanwhile: then it was destroyed, or nobody needs it. */
    private Found reload(KeyAddress address) {
        Found found = new Found.Missing();
        if (cache.find(address).isPresent()) {
            // another process may have destroyed the tenant's key
            cache.evictTenantKey(address.tenant());
            found = reader.read(address);
            if (found instanceof Found.Usable usable) {
                cache.put(usable.key());
            } else {
                cache.evict(address.tenant());
            }
        }
        return found;
    }

    private Found load(KeyAddress address) {
        // another thread may have been first
        Optional<DataKey> cached = cache.find(address);
        Found found = cached.isPresent() ? new Found.Usable(cached.get()) : reader.read(address);
        if (found instanceof Found.Usable usable) {
            cache.put(usable.key());
        }
        return found;
    }

    /** The newest key of a name, made if there never was one. */
    DataKey sealingKeyOf(KeyName name, KeyAlgorithm algorithm) {
        Optional<DataKey> cached = cache.sealingKeyOf(name);
        return cached.isPresent() ? cached.get() : locks.locked(name.tenant(), () -> loadSealingKey(name, algorithm));
    }

    private DataKey loadSealingKey(KeyName name, KeyAlgorithm algorithm) {
        // another thread may have been first
        Optional<DataKey> cached = cache.sealingKeyOf(name);
        if (cached.isPresent()) {
            return cached.get();
        }
        TenantKey tenantKey = requireTenantKey(name.tenant());
        KeyRecord newest = keyStore.newest(name).orElseGet(() -> create(tenantKey, name, 1, algorithm));
        DataKey key = reader.unwrap(requireActive(newest), tenantKey);
        cache.putSealing(key);
        return key;
    }

    /** The tenant's key, made if there never was one. Under the tenant's lock. */
    TenantKey requireTenantKey(TenantId tenant) {
        Optional<TenantKey> cached = cache.tenantKeyOf(tenant);
        if (cached.isPresent()) {
            return cached.get();
        }
        return reader.tenantKey(requireActive(reader.tenantRecord(tenant).orElseGet(() -> createTenantKey(tenant))));
    }

    /** Or says that it was destroyed. */
    static KeyRecord.Active requireActive(KeyRecord keyRecord) {
        if (keyRecord instanceof KeyRecord.Active active) {
            return active;
        }
        throw new KeyDestroyedException(
                keyRecord.metadata().tenant(), keyRecord.metadata().keyId());
    }

    /** Under the tenant's lock. */
    KeyRecord createTenantKey(TenantId tenant) {
        KeyMetadata metadata = metadata(KeyReader.tenantKeyName(tenant), 1, KeyAlgorithm.KEY_WRAPPING);
        return store(key -> epochs.newest().tenantKeys().wrap(metadata, key));
    }

    /** Under the tenant's lock. */
    KeyRecord create(TenantKey tenantKey, KeyName name, int version, KeyAlgorithm algorithm) {
        KeyMetadata metadata = metadata(name, version, algorithm);
        return store(key -> tenantKey.inNewestEpoch().wrap(metadata, key));
    }

    private KeyMetadata metadata(KeyName name, int version, KeyAlgorithm algorithm) {
        KeyId keyId = KeyIds.random(name.subject(), random);
        while (keyStore.load(new KeyAddress(name.tenant(), SubjectId.ACCOUNT, keyId))
                .isPresent()) {
            keyId = KeyIds.random(name.subject(), random);
        }
        return new KeyMetadata(name, version, keyId, algorithm, clock.instant());
    }

    /** The event first: a key that the log does not know must not come to be. */
    private KeyRecord store(Function<SecretBytes, KeyRecord.Active> wrap) {
        try (SecretBytes key = SecretBytes.random(KEY_BYTES, random)) {
            return store(wrap.apply(key));
        }
    }

    /** Under the tenant's lock. */
    KeyRecord store(KeyRecord.Active candidate) {
        KeyMetadata metadata = candidate.metadata();
        events.creating(metadata);
        KeyRecord stored = keyStore.createIfAbsent(candidate);
        if (!stored.metadata().keyId().equals(metadata.keyId())) {
            events.notCreated(metadata, clock.instant(), "another process made a key of that name and version first");
        }
        return stored;
    }

    /** Makes the next version of a name's key, which seals from now on. */
    KeyRecord rotate(KeyName name) {
        return locks.locked(name.tenant(), () -> {
            KeyRecord newest = keyStore.newest(name)
                    .orElseThrow(() -> new IllegalArgumentException("tenant " + name.tenant() + " has no key for "
                            + name.purpose() + " to rotate; accepted is a purpose and subject that has one"));
            KeyMetadata old = requireActive(newest).metadata();
            TenantKey tenantKey = requireTenantKey(name.tenant());
            KeyRecord created = create(tenantKey, name, old.version() + 1, old.algorithm());
            cache.evict(old.address(), name);
            return created;
        });
    }
}
