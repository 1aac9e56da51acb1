package dev.compliancekit.crypto.file;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyRecord;
import dev.compliancekit.crypto.spi.KeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Key records in one directory, for one process and up to some ten million records: the records of some hundred
 * subjects in each file, each file in two copies with a checksum, replaced as a whole.
 * {@code docs/formats/key-store.md} has every byte.
 *
 * <p>A copy that is damaged, missing or old is restored from the other one when it is read. So putting back one of two
 * copies does not bring a key back; putting both back does.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileKeyStore implements KeyStore {

    private static final String LABEL = "dev.compliancekit/key-store/v1";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final int TENANTS_AT_A_TIME = 16_384;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Path directory;
    private final StoreLock storeLock;
    private final KeyBuckets buckets;
    private final UnreportedFiles unreported;
    private boolean closed;

    private FileKeyStore(Path directory, StoreLock storeLock, TwoCopies copies, OwnedFiles files) {
        this.directory = directory;
        this.storeLock = storeLock;
        this.buckets = new KeyBuckets(copies);
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
            new StoreDirectory(LABEL, new OwnedFiles(disk)).create(directory);
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
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
        OwnedFiles files = new OwnedFiles(disk);
        StoreDirectory format = new StoreDirectory(LABEL, files);
        Path second = directory.resolve(SECOND);
        try {
            if (!format.isGood(directory) && !format.isGood(second)) {
                throw new KeyUnavailableException("directory " + directory
                        + " is no key store of version 1; accepted is one that was made by FileKeyStore.create");
            }
            StoreLock storeLock = format.lock(directory);
            boolean ready = false;
            try {
                TwoCopies copies = new TwoCopies(directory.resolve(FIRST), second, files);
                FileKeyStore store = new FileKeyStore(directory, storeLock, copies, files);
                copies.open();
                store.unreported.createDirectory();
                for (Path place : List.of(directory, second)) {
                    if (!format.isGood(place)) {
                        format.write(place);
                    }
                }
                ready = true;
                return store;
            } finally {
                if (!ready) {
                    storeLock.close();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new KeyUnavailableException("key store " + directory + " cannot be opened", e);
        }
    }

    @Override
    public Optional<KeyRecord> load(KeyAddress address) {
        return exclusively(() -> recordsOf(address.tenant(), address.subject()).stream()
                .filter(found -> found.metadata().keyId().equals(address.keyId()))
                .findFirst());
    }

    @Override
    public Optional<KeyRecord> newest(KeyName name) {
        Comparator<KeyRecord> byVersion =
                Comparator.comparingInt(found -> found.metadata().version());
        return exclusively(() -> recordsOf(name.tenant(), name.subject()).stream()
                .filter(found -> found.metadata().name().equals(name))
                .max(byVersion));
    }

    private List<KeyRecord> recordsOf(TenantId tenant, SubjectId subject) throws IOException {
        Optional<Bucket> bucket = buckets.find(tenant, subject);
        return bucket.isPresent() ? bucket.get().recordsOf(subject) : List.of();
    }

    @Override
    public KeyRecord createIfAbsent(KeyRecord.Active candidate) {
        KeyMetadata metadata = candidate.metadata();
        SubjectId subject = metadata.name().subject();
        return exclusively(() -> {
            Optional<Bucket> bucket = buckets.find(metadata.tenant(), subject);
            if (bucket.isEmpty()) {
                buckets.write(Bucket.of(candidate));
                return candidate;
            }
            for (KeyRecord found : bucket.get().recordsOf(subject)) {
                KeyMetadata other = found.metadata();
                if (other.name().equals(metadata.name()) && other.version() == metadata.version()) {
                    return found;
                }
                if (other.keyId().equals(metadata.keyId())) {
                    throw new IllegalArgumentException("there is a " + other.address()
                            + " already under another name or version; accepted is an id that is not in use");
                }
            }
            buckets.write(bucket.get().with(candidate));
            return candidate;
        });
    }

    /** Stores bucket by bucket; a damaged one does not keep the others, and is told at the end. */
    @Override
    public long replaceAll(TenantId tenant, UnaryOperator<KeyRecord.Active> rewrapping) {
        BucketWalk walk = new BucketWalk(buckets, tenant);
        Rewrap rewrap = new Rewrap(buckets, rewrapping);
        while (walk.hasNext()) {
            exclusively(() -> {
                walk.step(rewrap);
                return walk;
            });
        }
        exclusively(() -> {
            walk.requireNoDamage();
            return walk;
        });
        return rewrap.replaced();
    }

    @Override
    public KeyRecord.Destroyed destroy(KeyRecord.Destroyed tombstone) {
        KeyMetadata metadata = tombstone.metadata();
        return exclusively(() -> {
            SubjectId subject = metadata.name().subject();
            Optional<Bucket> bucket = buckets.find(metadata.tenant(), subject);
            List<KeyRecord> records = bucket.isPresent() ? bucket.get().recordsOf(subject) : List.of();
            KeyRecord stored = records.stream()
                    .filter(found -> found.metadata().equals(metadata))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no such " + metadata.address()
                            + "; accepted is the metadata of a stored record"));
            if (stored instanceof KeyRecord.Destroyed before) {
                // an earlier call may have come no further than the first copy
                buckets.writeErasing(bucket.orElseThrow().with(before));
                return before;
            }
            // the note first: whenever the tombstone is there, so is the note
            unreported.add(metadata.address());
            buckets.writeErasing(bucket.orElseThrow().with(tombstone));
            return tombstone;
        });
    }

    /** Those in damaged files are missing here, and come back with the files. */
    @Override
    public List<KeyRecord.Destroyed> unreported() {
        return exclusively(() -> List.copyOf(unreported.tombstones(buckets)));
    }

    @Override
    public void markReported(KeyAddress address) {
        exclusively(() -> {
            unreported.remove(address);
            return address;
        });
    }

    @Override
    public Stream<TenantId> tenants() {
        return Stream.iterate(
                        tenantsAfter(""),
                        chunk -> !chunk.isEmpty(),
                        chunk -> tenantsAfter(chunk.get(chunk.size() - 1).value()))
                .flatMap(List::stream)
                .filter(tenant -> exclusively(() -> buckets.hasRecords(tenant)));
    }

    private List<TenantId> tenantsAfter(String lastExclusive) {
        return exclusively(() -> buckets.directoriesAfter(lastExclusive, TENANTS_AT_A_TIME));
    }

    @Override
    public Stream<KeyRecord> list(TenantId tenant) {
        BucketWalk walk = new BucketWalk(buckets, tenant);
        return Stream.iterate(nextOf(walk), Optional::isPresent, earlier -> nextOf(walk))
                .flatMap(bucket -> bucket.orElseThrow().stream());
    }

    /** The records of the next bucket; empty at the end. */
    private Optional<List<KeyRecord>> nextOf(BucketWalk walk) {
        List<KeyRecord> records = new ArrayList<>();
        exclusively(() -> {
            while (walk.hasNext() && records.isEmpty()) {
                walk.step(bucket -> records.addAll(bucket.records()));
                walk.requireNoDamage();
            }
            return walk;
        });
        return records.isEmpty() ? Optional.empty() : Optional.of(records);
    }

    @Override
    public List<KeyRecord> list(TenantId tenant, SubjectId subject) {
        return exclusively(() -> List.copyOf(recordsOf(tenant, subject)));
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
        } catch (DamagedCopiesException e) {
            throw new KeyUnavailableException("key store " + directory + " is damaged: " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new KeyUnavailableException("key store " + directory + " cannot be read or written", e);
        } finally {
            lock.unlock();
        }
    }
}
