package dev.compliancekit.crypto.key;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.key.KeyRecordFormat.Revised;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Key records in one directory, for one process: each record a small file in two copies with a checksum, replaced as a
 * whole. {@code docs/formats/key-store.md} has every byte.
 *
 * <p>A copy of a record that is damaged, missing or old is restored from the other one when it is read. A tombstone in
 * either place counts, so putting an old file back does not bring a key back; putting the whole directory back does.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileKeyStore implements KeyStore {

    private final ReentrantLock lock = new ReentrantLock();
    private final Path directory;
    private final StoreLock storeLock;
    private final KeyFiles records;
    private final UnreportedFiles unreported;
    private boolean closed;

    private FileKeyStore(Path directory, StoreLock storeLock, Disk disk) {
        this.directory = directory;
        this.storeLock = storeLock;
        OwnedFiles files = new OwnedFiles(disk);
        this.records = new KeyFiles(directory, files);
        this.unreported = new UnreportedFiles(directory, files);
    }

    /**
     * Makes a new, empty store.
     *
     * @param directory where; it is made if it is not there, and must be empty if it is
     * @return the store, to be closed by the caller
     * @throws IllegalArgumentException if something is in the directory
     * @throws KeyUnavailableException if it cannot be written
     */
    public static FileKeyStore create(Path directory) {
        return create(directory, new PosixDisk());
    }

    static FileKeyStore create(Path directory, Disk disk) {
        try {
            StoreDirectory.create(directory, new OwnedFiles(disk));
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyUnavailableException("key store " + directory + " cannot be made", e);
        }
        return open(directory, disk);
    }

    /**
     * Opens a store.
     *
     * @param directory what {@link #create} made
     * @return the store, to be closed by the caller
     * @throws IllegalStateException if it is open already, in this process or another
     * @throws KeyUnavailableException if it is missing, is no key store, or cannot be read
     */
    public static FileKeyStore open(Path directory) {
        return open(directory, new PosixDisk());
    }

    static FileKeyStore open(Path directory, Disk disk) {
        try {
            StoreLock storeLock = StoreDirectory.lock(directory, new OwnedFiles(disk));
            boolean ready = false;
            try {
                FileKeyStore store = new FileKeyStore(directory, storeLock, disk);
                store.records.createDirectories();
                store.unreported.createDirectory();
                ready = true;
                return store;
            } finally {
                if (!ready) {
                    storeLock.close();
                }
            }
        } catch (IOException e) {
            throw new KeyUnavailableException("key store " + directory + " cannot be opened", e);
        }
    }

    @Override
    public Optional<KeyRecord> load(TenantId tenant, KeyId keyId) {
        return exclusively(() -> records.read(tenant, keyId).map(Revised::keyRecord));
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        return exclusively(() -> {
            Comparator<KeyRecord> byVersion =
                    Comparator.comparingInt(found -> found.metadata().version());
            return allOf(name.tenant()).stream()
                    .filter(found -> found.metadata().name().equals(name))
                    .max(byVersion);
        });
    }

    private List<KeyRecord> allOf(TenantId tenant) throws IOException {
        List<KeyRecord> all = new ArrayList<>();
        for (KeyId keyId : records.keyIds(tenant)) {
            records.read(tenant, keyId).map(Revised::keyRecord).ifPresent(all::add);
        }
        return all;
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        KeyMetadata metadata = candidate.metadata();
        return exclusively(() -> {
            for (KeyRecord found : allOf(metadata.tenant())) {
                KeyMetadata other = found.metadata();
                if (other.name().equals(metadata.name()) && other.version() == metadata.version()) {
                    return found;
                }
                if (other.keyId().equals(metadata.keyId())) {
                    throw new IllegalArgumentException("tenant " + metadata.tenant() + " has a key " + other.keyId()
                            + " already; accepted is an id that is not in use");
                }
            }
            records.write(new Revised(candidate, 1));
            return candidate;
        });
    }

    @Override
    public void replace(KeyRecord.Active rewrapped) {
        KeyMetadata metadata = rewrapped.metadata();
        exclusively(() -> {
            Revised stored = require(metadata);
            if (!(stored.keyRecord() instanceof KeyRecord.Active active)) {
                throw new KeyDestroyedException(metadata.tenant(), metadata.keyId());
            }
            if (!active.commitment().equals(rewrapped.commitment())) {
                throw new IllegalArgumentException("the commitment of key " + metadata.keyId() + " of tenant "
                        + metadata.tenant() + " differs; accepted is another wrapping of the same key");
            }
            records.write(new Revised(rewrapped, stored.revision() + 1));
            return rewrapped;
        });
    }

    @Override
    public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
        KeyMetadata metadata = tombstone.metadata();
        return exclusively(() -> {
            if (require(metadata).keyRecord() instanceof KeyRecord.Destroyed before) {
                return before;
            }
            // the note first: whenever the tombstone is there, so is the note
            unreported.add(metadata.tenant(), metadata.keyId());
            records.write(new Revised(tombstone, 1));
            records.eraseWrapped(metadata.tenant(), metadata.keyId());
            return tombstone;
        });
    }

    private Revised require(KeyMetadata metadata) throws IOException {
        Optional<Revised> stored = records.read(metadata.tenant(), metadata.keyId());
        if (stored.isEmpty() || !stored.get().keyRecord().metadata().equals(metadata)) {
            throw new IllegalArgumentException("there is no such key " + metadata.keyId() + " of tenant "
                    + metadata.tenant() + "; accepted is the metadata of a stored record");
        }
        return stored.get();
    }

    @Override
    public List<KeyRecord.Destroyed> unreported() {
        return exclusively(() -> {
            List<KeyRecord.Destroyed> found = new ArrayList<>();
            for (UnreportedFiles.Note note : unreported.all()) {
                records.read(note.tenant(), note.keyId())
                        .map(Revised::keyRecord)
                        .filter(KeyRecord.Destroyed.class::isInstance)
                        .map(KeyRecord.Destroyed.class::cast)
                        .ifPresent(found::add);
            }
            return List.copyOf(found);
        });
    }

    @Override
    public void markReported(TenantId tenant, KeyId keyId) {
        exclusively(() -> {
            unreported.remove(tenant, keyId);
            return keyId;
        });
    }

    @Override
    public Stream<TenantId> tenants() {
        return exclusively(records::tenants).stream();
    }

    @Override
    public Stream<KeyRecord> list(TenantId tenant) {
        Function<KeyId, Stream<KeyRecord>> read = keyId -> load(tenant, keyId).stream();
        return exclusively(() -> records.keyIds(tenant)).stream().flatMap(read);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                storeLock.close();
            }
        } catch (IOException e) {
            throw new KeyUnavailableException("key store " + directory + " cannot be closed", e);
        } finally {
            lock.unlock();
        }
    }

    /** What changes or reads files. */
    private interface FileCall<T> {
        T call() throws IOException;
    }

    private <T> T exclusively(FileCall<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the key store was closed");
            }
            return Objects.requireNonNull(work.call());
        } catch (IOException e) {
            throw new KeyUnavailableException("key store " + directory + " cannot be read or written", e);
        } finally {
            lock.unlock();
        }
    }
}
