package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.ShreddedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The keys of epochs in two directories, best on two devices, for one process. Neither may be in any backup set: a copy
 * of them keeps alive what was shredded. {@code docs/formats/epoch-store.md} has every byte.
 *
 * <p>A copy that is damaged, missing or old is restored from the other one when it is read. So putting back one of two
 * copies does not bring an epoch back; putting both back does.
 *
 * <p><em>Thread-safe.</em>
 */
public final class FileEpochStore implements EpochStore {

    private static final Set<String> MADE_FIRST = Set.of("lock", "lock.tmp", "erasing", EpochFile.NAME + ".tmp");

    private final ReentrantLock lock = new ReentrantLock();
    private final String places;
    private final TwoCopies copies;
    private final List<StoreLock> locks = new ArrayList<>();
    private boolean closed;

    private FileEpochStore(Path first, Path second, OwnedFiles files) {
        this.places = first + " and " + second;
        this.copies = new TwoCopies(first, second, files);
    }

    /**
     * Makes a new, empty store.
     *
     * @param first a directory; it is made if it is not there, and must be empty if it is
     * @param second another one, for the second copy
     * @return the store, to be closed by the caller
     * @throws IllegalArgumentException if something is in one of them, or they are the same
     * @throws KeyUnavailableException if one cannot be written
     */
    public static FileEpochStore create(Path first, Path second) {
        return create(first, second, new PosixDisk());
    }

    static FileEpochStore create(Path first, Path second, Disk disk) {
        OwnedFiles files = new OwnedFiles(disk);
        try {
            files.createDirectory(first);
            files.createDirectory(second);
            requireEmpty(first);
            requireEmpty(second);
            return open(first, second, files, store -> store.write(EpochFile.ofNoEpoch()));
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            throw new KeyUnavailableException("epoch store " + first + " and " + second + " cannot be made", e);
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            if (!paths.allMatch(path -> MADE_FIRST.contains(path.getFileName().toString()))) {
                throw new IllegalArgumentException(
                        "directory " + directory + " is not empty; accepted is an empty one, or open it instead");
            }
        }
    }

    /**
     * Opens a store.
     *
     * @param first a directory that {@link #create} made
     * @param second the other one
     * @return the store, to be closed by the caller
     * @throws IllegalArgumentException if both are the same
     * @throws IllegalStateException if one is open already, in this process or another
     * @throws KeyUnavailableException if one is missing, both are damaged, or one cannot be read
     */
    public static FileEpochStore open(Path first, Path second) {
        return open(first, second, new PosixDisk());
    }

    static FileEpochStore open(Path first, Path second, Disk disk) {
        try {
            requirePlace(first, second);
            requirePlace(second, first);
            return open(first, second, new OwnedFiles(disk), FileEpochStore::read);
        } catch (IOException | UncheckedIOException e) {
            throw new KeyUnavailableException(
                    "epoch store " + first + " and " + second + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** An empty directory may be where a device should be: the copy would come to lie behind it. */
    private static void requirePlace(Path directory, Path other) throws IOException {
        if (!OwnedFiles.isThere(directory.resolve(EpochFile.NAME))
                && !OwnedFiles.isThere(directory.resolve("erasing"))) {
            throw new KeyUnavailableException("directory " + directory
                    + " is no place of an epoch store; if it was lost for good, copy all of " + other + " there");
        }
    }

    /** What is done with a store before anybody has it. */
    private interface FirstStep {
        void take(FileEpochStore store) throws IOException;
    }

    private static FileEpochStore open(Path first, Path second, OwnedFiles files, FirstStep firstStep)
            throws IOException {
        if (Files.isSameFile(first, second)) {
            throw new IllegalArgumentException(
                    "both places of the epoch store are " + first + "; accepted are two directories");
        }
        FileEpochStore store = new FileEpochStore(first, second, files);
        boolean ready = false;
        try {
            StoreDirectory directory = new StoreDirectory(EpochFile.LABEL, files);
            store.locks.add(directory.lock(first));
            store.locks.add(directory.lock(second));
            store.copies.open();
            firstStep.take(store);
            ready = true;
            return store;
        } finally {
            if (!ready) {
                store.close();
            }
        }
    }

    private EpochFile read() throws IOException {
        return copies.read(EpochFile.NAME, EpochFile::decode)
                .orElseThrow(() -> new DamagedCopiesException("both copies of " + EpochFile.NAME + " are missing"));
    }

    private void write(EpochFile file) throws IOException {
        copies.replaceErasing(EpochFile.NAME, file.encode());
    }

    private ShreddedFile readShredded(String name) throws IOException {
        return copies.read(name, file -> ShreddedFile.decode(name, file)).orElseGet(() -> ShreddedFile.empty(name));
    }

    @Override
    public List<EpochRecord> list() {
        return exclusively(() -> read().epochs());
    }

    @Override
    public EpochRecord createIfAbsent(EpochRecord.Active candidate) {
        return exclusively(() -> {
            EpochFile file = read();
            if (candidate.number() <= file.epochs().size()) {
                return file.epochs().get(candidate.number() - 1);
            }
            if (candidate.number() > file.epochs().size() + 1) {
                throw new IllegalArgumentException("epoch is " + candidate.number() + "; accepted is the next, "
                        + (file.epochs().size() + 1));
            }
            write(file.with(candidate));
            return candidate;
        });
    }

    @Override
    public EpochRecord.Destroyed destroy(EpochRecord.Destroyed tombstone) {
        return exclusively(() -> {
            EpochFile file = read();
            int newest = file.epochs().size();
            if (tombstone.number() >= newest) {
                throw new IllegalArgumentException(
                        "epoch is " + tombstone.number() + "; accepted is one before the newest, " + newest);
            }
            EpochRecord stored = file.epochs().get(tombstone.number() - 1);
            if (!stored.startedAt().equals(tombstone.startedAt())) {
                throw new IllegalArgumentException("epoch " + tombstone.number() + " began at " + stored.startedAt()
                        + "; accepted is a tombstone that says so");
            }
            if (stored instanceof EpochRecord.Destroyed before) {
                // an earlier call may have come no further than the first copy
                write(file);
                return before;
            }
            EpochFile changed = file.with(tombstone);
            write(changed);
            forget(changed);
            return tombstone;
        });
    }

    /** What this leaves behind when it is broken off is not told, and goes with the next epoch. */
    private void forget(EpochFile epochs) throws IOException {
        for (String name : ShreddedFile.names()) {
            ShreddedFile file = readShredded(name);
            List<ShreddedKey> kept = file.keys().stream()
                    .filter(key -> epochs.mayOpen(key.epoch()))
                    .toList();
            if (kept.size() < file.keys().size()) {
                copies.replace(name, file.with(kept).encode());
            }
        }
    }

    @Override
    public List<EpochRecord.Destroyed> unreported() {
        return exclusively(() -> {
            EpochFile file = read();
            return file.epochs().stream()
                    .filter(epoch -> file.unreported().contains(epoch.number()))
                    .map(EpochRecord.Destroyed.class::cast)
                    .toList();
        });
    }

    @Override
    public void markReported(int number) {
        exclusively(() -> {
            EpochFile file = read();
            if (file.unreported().contains(number)) {
                write(file.reported(number));
            }
            return file;
        });
    }

    @Override
    public void remember(ShreddedKey key) {
        exclusively(() -> {
            ShreddedFile file =
                    readShredded(ShreddedFile.nameOf(key.tombstone().metadata().address()));
            if (!file.has(key.tombstone().metadata().address())) {
                List<ShreddedKey> keys = new ArrayList<>(file.keys());
                keys.add(key);
                copies.replace(file.name(), file.with(keys).encode());
            }
            return file;
        });
    }

    @Override
    public List<ShreddedKey> remembered() {
        return exclusively(() -> {
            EpochFile epochs = read();
            List<ShreddedKey> keys = new ArrayList<>();
            for (String name : ShreddedFile.names()) {
                readShredded(name).keys().stream()
                        .filter(key -> epochs.mayOpen(key.epoch()))
                        .forEach(keys::add);
            }
            return List.copyOf(keys);
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            while (!locks.isEmpty()) {
                locks.remove(0).close();
            }
        } catch (IOException e) {
            throw new KeyUnavailableException("epoch store " + places + " cannot be closed", e);
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
                throw new IllegalStateException("the epoch store was closed");
            }
            return Objects.requireNonNull(work.call());
        } catch (DamagedCopiesException e) {
            throw new KeyUnavailableException("epoch store " + places + " is damaged: " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new KeyUnavailableException("epoch store " + places + " cannot be read or written", e);
        } finally {
            lock.unlock();
        }
    }
}
