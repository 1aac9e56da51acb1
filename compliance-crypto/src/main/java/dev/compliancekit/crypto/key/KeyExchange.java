package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.Keyset;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets keys out, to be used by other programs, and takes theirs in. What went out is beyond erasure: destroying the key
 * here does not reach it there.
 *
 * <p><em>Thread-safe.</em>
 */
public final class KeyExchange {

    /** What a key of each purpose is used with; every other purpose is for fields. */
    private static final Map<KeyPurpose, KeyAlgorithm> ALGORITHMS =
            Map.of(KeyPurpose.FILES, KeyAlgorithm.CHUNKED_AES_256_GCM, KeyPurpose.SEARCH, KeyAlgorithm.HMAC_SHA_256);

    private final KeyStore keyStore;
    private final KeyLifecycle lifecycle;
    private final KeyEvents events;
    private final KeyCache cache;
    private final KeyLocks locks;
    private final Primitives primitives;

    KeyExchange(KeyParts parts, KeyLifecycle lifecycle) {
        this.keyStore = parts.keyStore();
        this.lifecycle = lifecycle;
        this.events = parts.events();
        this.cache = parts.cache();
        this.locks = parts.locks();
        this.primitives = parts.primitives();
    }

    /**
     * The unwrapped keys of a name that are not destroyed. Each is in the audit log as exported before it is handed
     * out.
     *
     * @param name whose keys and for what
     * @param actor who orders it
     * @param reason why; no personal data
     * @return the keys, the newest as primary, to be closed
     * @throws IllegalArgumentException if there is no key of that name
     * @throws KeyDestroyedException if the newest was destroyed
     * @throws KeyUnavailableException if a key store or key service cannot be reached, or a record is damaged
     * @throws ComplianceException if the audit log could not take an event; nothing is handed out then
     */
    public Keyset exported(KeyName name, Actor actor, String reason) {
        return locks.locked(name.tenant(), () -> {
            List<KeyRecord> records = keyStore.list(name.tenant(), name.subject()).stream()
                    .filter(each -> each.metadata().name().equals(name))
                    .sorted(Comparator.comparingInt(each -> each.metadata().version()))
                    .toList();
            if (records.isEmpty()) {
                throw new IllegalArgumentException("tenant " + name.tenant() + " has no key for " + name.purpose()
                        + "; accepted is a purpose and subject that has one");
            }
            KeyRecord.Active newest = KeyLifecycle.requireActive(records.get(records.size() - 1));
            TenantKey tenantKey = lifecycle.requireTenantKey(name.tenant());
            List<KeyRecord.Active> active = records.stream()
                    .filter(KeyRecord.Active.class::isInstance)
                    .map(KeyRecord.Active.class::cast)
                    .toList();
            active.forEach(each -> events.exported(
                    each.metadata(), actor, reason, primitives.clock().instant()));
            return Keyset.of(newest.metadata().keyId(), entries(active, tenantKey));
        });
    }

    private static List<Keyset.Entry> entries(List<KeyRecord.Active> records, TenantKey tenantKey) {
        List<Keyset.Entry> entries = new ArrayList<>();
        boolean done = false;
        try {
            for (KeyRecord.Active each : records) {
                KeyMetadata metadata = each.metadata();
                entries.add(new Keyset.Entry(
                        metadata.keyId(),
                        metadata.algorithm(),
                        tenantKey.inEpoch(each.epoch()).unwrap(each)));
            }
            done = true;
            return entries;
        } finally {
            if (!done) {
                entries.forEach(entry -> entry.key().close());
            }
        }
    }

    /**
     * Takes keys in as new versions of a name, the primary last, so that it seals from now on. May be repeated: a key
     * that is there already is left as it is.
     *
     * @param name whose keys they become and for what
     * @param keyset the keys; read, stays the caller's to close
     * @param actor who orders it
     * @param reason why; no personal data
     * @throws IllegalArgumentException if the algorithm of a key does not fit the purpose, or its id is in use for
     *     another key of the tenant; no key was taken in
     * @throws KeyDestroyedException if the tenant was shredded, or one of the keys was destroyed here
     * @throws KeyUnavailableException if a key store or key service cannot be reached, or a record is damaged
     * @throws ComplianceException if the audit log could not take an event; that key was not taken in
     */
    public void importAll(KeyName name, Keyset keyset, Actor actor, String reason) {
        locks.locked(name.tenant(), () -> {
            keyset.entries().forEach(entry -> requireFit(name, entry));
            TenantKey tenantKey = lifecycle.requireTenantKey(name.tenant());
            List<Keyset.Entry> missing = new ArrayList<>();
            for (Keyset.Entry entry : keyset.entries()) {
                if (!isThere(name, entry)) {
                    missing.add(entry);
                }
            }
            KeyId primary = keyset.primary().keyId();
            missing.sort(Comparator.comparing(entry -> entry.keyId().equals(primary)));
            missing.forEach(entry -> take(name, entry, tenantKey, actor, reason));
            cache.evict(name.tenant());
            return name;
        });
    }

    private static void requireFit(KeyName name, Keyset.Entry entry) {
        KeyAlgorithm fit = ALGORITHMS.getOrDefault(name.purpose(), KeyAlgorithm.XAES_256_GCM);
        boolean field = fit == KeyAlgorithm.XAES_256_GCM && entry.algorithm() == KeyAlgorithm.AES_256_GCM;
        if (name.purpose().equals(KeyPurpose.TENANT) || !(field || entry.algorithm() == fit)) {
            throw new IllegalArgumentException("key " + entry.keyId() + " is for "
                    + entry.algorithm().code() + ", and its purpose is to be " + name.purpose()
                    + "; accepted for that purpose is " + fit.code());
        }
    }

    private boolean isThere(KeyName name, Keyset.Entry entry) {
        KeyAddress address = new KeyAddress(name.tenant(), name.subject(), entry.keyId());
        Optional<KeyRecord> found = keyStore.load(address);
        if (found.isEmpty()) {
            requireUnused(name, entry.keyId());
            return false;
        }
        KeyRecord.Active active = KeyLifecycle.requireActive(found.get());
        if (!active.metadata().name().equals(name)
                || active.metadata().algorithm() != entry.algorithm()
                || !active.commitment().equals(Commitment.of(entry.key()))) {
            throw inUse(address);
        }
        return true;
    }

    /** An id names one key, also between the tenant's keys and those of its subjects. */
    private void requireUnused(KeyName name, KeyId keyId) {
        try (Stream<KeyRecord> records = keyStore.list(name.tenant())) {
            boolean ofAccount = name.subject().equals(SubjectId.ACCOUNT);
            records.map(each -> each.metadata().address())
                    .filter(each -> each.keyId().equals(keyId))
                    .filter(each -> ofAccount || each.subject().equals(SubjectId.ACCOUNT))
                    .findAny()
                    .ifPresent(address -> {
                        throw inUse(address);
                    });
        }
    }

    private static IllegalArgumentException inUse(KeyAddress address) {
        return new IllegalArgumentException(
                address + " is another key already; accepted are keys whose ids the tenant does not use");
    }

    private void take(KeyName name, Keyset.Entry entry, TenantKey tenantKey, Actor actor, String reason) {
        int version =
                keyStore.newest(name).map(each -> each.metadata().version()).orElse(0) + 1;
        KeyMetadata metadata = new KeyMetadata(
                name,
                version,
                entry.keyId(),
                entry.algorithm(),
                primitives.clock().instant());
        events.importing(metadata, actor, reason);
        keyStore.createIfAbsent(tenantKey.inNewestEpoch().wrap(metadata, entry.key()));
    }
}
