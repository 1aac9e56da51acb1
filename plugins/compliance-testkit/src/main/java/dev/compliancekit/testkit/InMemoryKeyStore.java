package dev.compliancekit.testkit;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
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
    public Optional<KeyRecord> load(TenantId tenant, KeyId keyId) {
        begin();
        synchronized (contents) {
            return Optional.ofNullable(contents.of(tenant).get(keyId));
        }
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        begin();
        synchronized (contents) {
            return contents.of(name.tenant()).values().stream()
                    .filter(record -> record.metadata().name().equals(name))
                    .max(Comparator.comparingInt(record -> record.metadata().version()));
        }
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        begin();
        synchronized (contents) {
            SortedMap<KeyId, KeyRecord> records =
                    contents.of(candidate.metadata().tenant());
            for (KeyRecord stored : records.values()) {
                if (stored.metadata().name().equals(candidate.metadata().name())
                        && stored.metadata().version() == candidate.metadata().version()) {
                    return stored;
                }
            }
            if (records.containsKey(candidate.metadata().keyId())) {
                throw new IllegalArgumentException(
                        "the tenant has a key of that id under another name or version; accepted is an unused id");
            }
            records.put(candidate.metadata().keyId(), candidate);
            return candidate;
        }
    }

    @Override
    public void replace(KeyRecord.Active rewrapped) {
        begin();
        synchronized (contents) {
            KeyRecord stored = contents.require(rewrapped);
            if (!(stored instanceof KeyRecord.Active active)) {
                throw new KeyDestroyedException(
                        rewrapped.metadata().tenant(), rewrapped.metadata().keyId());
            }
            if (!active.commitment().equals(rewrapped.commitment())) {
                throw new IllegalArgumentException(
                        "the commitment differs from the stored key's; accepted is the same");
            }
            contents.put(rewrapped);
        }
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
    public void markReported(TenantId tenant, KeyId keyId) {
        begin();
        synchronized (contents) {
            contents.unreported.removeIf(
                    tombstone -> tombstone.metadata().tenant().equals(tenant)
                            && tombstone.metadata().keyId().equals(keyId));
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
            return List.copyOf(contents.of(tenant).values()).stream();
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

        private final SortedMap<TenantId, SortedMap<KeyId, KeyRecord>> records = new TreeMap<>();
        private final List<KeyRecord.Destroyed> unreported = new ArrayList<>();

        SortedMap<KeyId, KeyRecord> of(TenantId tenant) {
            return records.computeIfAbsent(tenant, unseen -> new TreeMap<>());
        }

        List<TenantId> tenants() {
            return records.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty())
                    .map(entry -> entry.getKey())
                    .toList();
        }

        void put(KeyRecord record) {
            of(record.metadata().tenant()).put(record.metadata().keyId(), record);
        }

        KeyRecord require(KeyRecord wanted) {
            KeyRecord stored =
                    of(wanted.metadata().tenant()).get(wanted.metadata().keyId());
            if (stored == null || !stored.metadata().equals(wanted.metadata())) {
                throw new IllegalArgumentException(
                        "there is no key with that metadata; accepted is the metadata of a stored key");
            }
            return stored;
        }
    }
}
