package dev.compliancekit.testkit;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A key store in memory, for tests. It is as durable as the process: never use it outside tests. <em>Thread-safe.</em>
 */
public final class InMemoryKeyStore implements KeyStore {

    private final Contents contents;
    private final FaultPlan faults;
    private volatile boolean closed;

    private InMemoryKeyStore(Contents contents, FaultPlan faults) {
        this.contents = contents;
        this.faults = Objects.requireNonNull(faults, "faults");
    }

    /**
     * An empty store.
     *
     * @return an open store
     */
    public static InMemoryKeyStore create() {
        return new InMemoryKeyStore(new Contents(), FaultPlan.none());
    }

    /**
     * Another store over the same records, as after a restart; this one may be closed.
     *
     * @return an open store without faults
     */
    public InMemoryKeyStore reopened() {
        return failing(FaultPlan.none());
    }

    /**
     * Another store over the same records, some calls of which fail before they do anything.
     *
     * @param plan asked once for each call
     * @return an open store
     */
    public InMemoryKeyStore failing(FaultPlan plan) {
        return new InMemoryKeyStore(contents, plan);
    }

    @Override
    public Optional<KeyRecord> load(KeyAddress address) {
        begin();
        synchronized (contents) {
            return Optional.ofNullable(
                    contents.of(address.tenant(), address.subject()).get(address.keyId()));
        }
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        begin();
        synchronized (contents) {
            return contents.of(name.tenant(), name.subject()).values().stream()
                    .filter(record -> record.metadata().name().equals(name))
                    .max(Comparator.comparingInt(record -> record.metadata().version()));
        }
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        begin();
        KeyMetadata metadata = candidate.metadata();
        synchronized (contents) {
            SortedMap<KeyId, KeyRecord> records =
                    contents.of(metadata.tenant(), metadata.name().subject());
            for (KeyRecord stored : records.values()) {
                if (stored.metadata().name().equals(metadata.name())
                        && stored.metadata().version() == metadata.version()) {
                    return stored;
                }
            }
            if (records.containsKey(metadata.keyId())) {
                throw new IllegalArgumentException("the tenant and subject have a key of that id under another name or "
                        + "version; accepted is an unused id");
            }
            contents.put(candidate);
            return candidate;
        }
    }

    /** Key by key; what it throws leaves those before it replaced. */
    @Override
    public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
        begin();
        long replaced = 0;
        synchronized (contents) {
            for (KeyRecord stored : contents.of(tenant)) {
                if (stored instanceof KeyRecord.Active active && contents.replace(active, rewrapping.apply(active))) {
                    replaced++;
                }
            }
        }
        return replaced;
    }

    @Override
    public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
        begin();
        synchronized (contents) {
            if (contents.require(tombstone) instanceof KeyRecord.Destroyed first) {
                return first;
            }
            contents.put(tombstone);
            contents.unreported.add(tombstone);
            return tombstone;
        }
    }

    @Override
    public List<KeyRecord.Destroyed> unreported() {
        begin();
        synchronized (contents) {
            return List.copyOf(contents.unreported);
        }
    }

    @Override
    public void markReported(KeyAddress address) {
        begin();
        synchronized (contents) {
            contents.unreported.removeIf(
                    tombstone -> tombstone.metadata().address().equals(address));
        }
    }

    @Override
    public Stream<TenantId> tenants() {
        begin();
        synchronized (contents) {
            return contents.tenants().stream();
        }
    }

    @Override
    public Stream<KeyRecord> list(TenantId tenant) {
        begin();
        synchronized (contents) {
            return contents.of(tenant).stream();
        }
    }

    @Override
    public List<KeyRecord> list(TenantId tenant, SubjectId subject) {
        begin();
        synchronized (contents) {
            return List.copyOf(contents.of(tenant, subject).values());
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void begin() {
        if (closed) {
            throw new IllegalStateException("this key store was closed");
        }
        faults.call();
    }

    /** What outlives a close; guarded by itself. */
    private static final class Contents {

        private final SortedMap<TenantId, SortedMap<SubjectId, SortedMap<KeyId, KeyRecord>>> records = new TreeMap<>();
        private final List<KeyRecord.Destroyed> unreported = new ArrayList<>();

        /** A copy. */
        List<KeyRecord> of(TenantId tenant) {
            return records.getOrDefault(tenant, new TreeMap<>()).values().stream()
                    .flatMap(ofSubject -> ofSubject.values().stream())
                    .toList();
        }

        SortedMap<KeyId, KeyRecord> of(TenantId tenant, SubjectId subject) {
            return records.getOrDefault(tenant, new TreeMap<>()).getOrDefault(subject, new TreeMap<>());
        }

        List<TenantId> tenants() {
            return List.copyOf(records.keySet());
        }

        void put(KeyRecord record) {
            KeyMetadata metadata = record.metadata();
            records.computeIfAbsent(metadata.tenant(), unseen -> new TreeMap<>())
                    .computeIfAbsent(metadata.name().subject(), unseen -> new TreeMap<>())
                    .put(metadata.keyId(), record);
        }

        boolean replace(KeyRecord.Active stored, KeyRecord.Active rewrapped) {
            if (!rewrapped.metadata().equals(stored.metadata())
                    || !rewrapped.commitment().equals(stored.commitment())) {
                throw new IllegalArgumentException(
                        "the metadata or commitment differ from the stored key's; accepted are the same");
            }
            put(rewrapped);
            return !rewrapped.equals(stored);
        }

        KeyRecord require(KeyRecord wanted) {
            KeyMetadata metadata = wanted.metadata();
            KeyRecord stored = of(metadata.tenant(), metadata.name().subject()).get(metadata.keyId());
            if (stored == null || !stored.metadata().equals(metadata)) {
                throw new IllegalArgumentException(
                        "there is no key with that metadata; accepted is the metadata of a stored key");
            }
            return stored;
        }
    }
}
