package dev.compliancekit.crypto.file;

import static dev.compliancekit.crypto.file.KeyRecords.active;
import static dev.compliancekit.crypto.file.KeyRecords.destroyed;
import static dev.compliancekit.crypto.file.KeyRecords.rewrapped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dies at each call that changes a file, one after the other, until a run completes; then opens and looks. */
class FileKeyStoreCrashTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final KeyRecord.Active RECORD = active("acme", 1, 7);
    private static final KeyAddress ADDRESS = RECORD.metadata().address();
    private static final KeyRecord.Active BOLT = active("bolt", 1, 7);

    @TempDir
    Path folder;

    /** Planted for the tenant before the work begins: subjects {@code s-0} and so on. */
    private int planted;

    /** What is looked at after the process died. */
    private interface Look {
        void at(FileKeyStore store, Path directory, boolean completed) throws IOException;
    }

    private Path prepare(int n, Consumer<FileKeyStore> before) throws IOException {
        Path directory =
                folder.resolve("keys-" + n + "-" + FileTrees.filesIn(folder).size());
        FileKeyStore.create(directory, new QuickDisk()).close();
        if (planted > 0) {
            KeyRecords.plant(directory, "acme", planted);
        }
        try (FileKeyStore store = FileKeyStore.open(directory, new QuickDisk())) {
            store.createIfAbsent(BOLT);
            before.accept(store);
        }
        return directory;
    }

    /** Returns how many calls there were to die at. */
    private int sweep(Consumer<FileKeyStore> before, Consumer<FileKeyStore> work, Look look) throws IOException {
        for (int n = 1; ; n++) {
            Path directory = prepare(n, before);
            FailingDisk disk = new FailingDisk(n);
            try (FileKeyStore store = FileKeyStore.open(directory, disk)) {
                work.accept(store);
            } catch (KeyUnavailableException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            try (FileKeyStore store = FileKeyStore.open(directory, new QuickDisk())) {
                look.at(store, directory, !disk.hasFailed());
                assertThat(store.load(BOLT.metadata().address())).contains(BOLT);
            }
            FileTrees.delete(directory);
            if (!disk.hasFailed()) {
                return n - 1;
            }
        }
    }

    /** One call fails, the process lives, and the work is done again in it. Returns how many calls there were. */
    private int sweepOnce(Consumer<FileKeyStore> before, Consumer<FileKeyStore> work, Look look) throws IOException {
        for (int n = 1; ; n++) {
            Path directory = prepare(n, before);
            FailingDisk counting = FailingDisk.once(Integer.MAX_VALUE);
            FileKeyStore.open(directory, counting).close();
            FailingDisk disk = FailingDisk.once(counting.calls() + n);
            try (FileKeyStore store = FileKeyStore.open(directory, disk)) {
                try {
                    work.accept(store);
                } catch (KeyUnavailableException e) {
                    assertThat(disk.hasFailed()).isTrue();
                    work.accept(store);
                }
                if (!disk.hasFailed()) {
                    return n - 1;
                }
                look.at(store, directory, true);
            }
            try (FileKeyStore store = FileKeyStore.open(directory, new QuickDisk())) {
                look.at(store, directory, true);
            }
            FileTrees.delete(directory);
        }
    }

    @Test
    void aKeyIsCreatedAsAWholeOrNotAtAll() throws IOException {
        Look look = (store, directory, completed) -> {
            Optional<KeyRecord> found = store.load(ADDRESS);
            assertThat(found.isEmpty() || found.get().equals(RECORD)).isTrue();
            assertThat(found.isPresent() || !completed).isTrue();
            assertThat(store.tenants().toList().contains(ACME)).isEqualTo(found.isPresent());
            assertThat(store.createIfAbsent(RECORD)).isEqualTo(RECORD);
        };
        assertThat(sweep(store -> {}, store -> store.createIfAbsent(RECORD), look))
                .isGreaterThan(8);
        assertThat(sweepOnce(store -> {}, store -> store.createIfAbsent(RECORD), look))
                .isGreaterThan(8);
    }

    @Test
    void aKeyIsReplacedAsAWholeOrNotAtAll() throws IOException {
        KeyRecord.Active rewrapped = rewrapped(RECORD, 2);
        Consumer<FileKeyStore> before = store -> store.createIfAbsent(RECORD);
        Consumer<FileKeyStore> work =
                store -> store.replaceAll(ACME, each -> each.epoch() < 2 ? rewrapped(each, 2) : each);
        Look look =
                (store, directory, completed) -> assertThat(store.load(ADDRESS).orElseThrow())
                        .isIn(completed ? Set.of(rewrapped) : Set.of(RECORD, rewrapped));
        assertThat(sweep(before, work, look)).isGreaterThan(5);
        assertThat(sweepOnce(before, work, look)).isGreaterThan(5);
    }

    @Test
    void aKeyIsDestroyedAsAWholeOrNotAtAllAndNeverUnnoticed() throws IOException {
        Consumer<FileKeyStore> before = store -> store.createIfAbsent(RECORD);
        Consumer<FileKeyStore> work = store -> store.destroy(destroyed(RECORD));
        Look look = (store, directory, completed) -> {
            KeyRecord found = store.load(ADDRESS).orElseThrow();
            assertThat(found).isIn(completed ? Set.of(destroyed(RECORD)) : Set.of(RECORD, destroyed(RECORD)));
            boolean gone = found instanceof KeyRecord.Destroyed;
            assertThat(store.unreported()).hasSize(gone ? 1 : 0);
            // nobody has done anything but open the store and read
            assertThat(FileTrees.filesWith(directory, RECORD.wrappedKey()).isEmpty())
                    .isEqualTo(gone);
            store.destroy(destroyed(RECORD));
            assertThat(store.unreported()).containsExactly(destroyed(RECORD));
            assertThat(FileTrees.filesWith(directory, RECORD.wrappedKey())).isEmpty();
        };
        assertThat(sweep(before, work, look)).isGreaterThan(15);
        assertThat(sweepOnce(before, work, look)).isGreaterThan(15);
    }

    @Test
    void aBucketIsSplitAsAWholeOrNotAtAll() throws IOException {
        planted = Bucket.MAX_RECORDS;
        KeyRecord.Active shredded = active("acme", "s-9", 1, 9);
        KeyRecord.Active other = active("acme", "s-10", 1, 10);
        Look look = (store, directory, completed) -> {
            Optional<KeyRecord> found = store.load(ADDRESS);
            assertThat(found.isEmpty() || found.get().equals(RECORD)).isTrue();
            assertThat(found.isPresent() || !completed).isTrue();
            store.destroy(destroyed(shredded));
            assertThat(FileTrees.filesWith(directory, shredded.wrappedKey())).isEmpty();
            assertThat(store.createIfAbsent(RECORD)).isEqualTo(RECORD);
            try (Stream<KeyRecord> all = store.list(ACME)) {
                List<KeyRecord> records = all.toList();
                assertThat(records).hasSize(Bucket.MAX_RECORDS + 1).contains(RECORD, other, destroyed(shredded));
            }
        };
        assertThat(sweep(store -> {}, store -> store.createIfAbsent(RECORD), look))
                .isGreaterThan(15);
        assertThat(sweepOnce(store -> {}, store -> store.createIfAbsent(RECORD), look))
                .isGreaterThan(15);
    }

    @Test
    void replacingManyBucketsGoesOnWhereItWasBrokenOff() throws IOException {
        planted = Bucket.MAX_RECORDS + 1;
        KeyRecord.Active one = active("acme", "s-9", 1, 9);
        Look look = (store, directory, completed) -> {
            try (Stream<KeyRecord> all = store.list(ACME)) {
                assertThat(all).hasSize(planted);
            }
            assertThat(store.load(one.metadata().address()).orElseThrow()).isIn(one, rewrapped(one, 2));
            store.replaceAll(ACME, each -> each.epoch() < 2 ? rewrapped(each, 2) : each);
            try (Stream<KeyRecord> all = store.list(ACME)) {
                assertThat(all.filter(each -> each instanceof KeyRecord.Active active && active.epoch() == 2))
                        .hasSize(planted);
            }
            assertThat(store.load(one.metadata().address())).contains(rewrapped(one, 2));
        };
        assertThat(sweep(
                        store -> {},
                        store -> store.replaceAll(ACME, each -> each.epoch() < 2 ? rewrapped(each, 2) : each),
                        look))
                .isGreaterThan(10);
    }

    @Test
    void aDiskThatIsFullDoesNotKeepAnybodyFromReading() throws IOException {
        Path directory = prepare(1, store -> store.createIfAbsent(RECORD));
        Files.delete(directory.resolve("second/tenants/acme/bucket.keys"));
        try (FileKeyStore store = FileKeyStore.open(directory, new FullDisk())) {
            assertThat(store.load(ADDRESS)).contains(RECORD);
            assertThat(store.unreported()).isEmpty();
        }
        try (FileKeyStore store = FileKeyStore.open(directory, new QuickDisk())) {
            assertThat(store.load(ADDRESS)).contains(RECORD);
        }
        assertThat(directory.resolve("second/tenants/acme/bucket.keys")).exists();
    }

    @Test
    void aStoreIsMadeAsAWholeOrMadeAgain() {
        for (int n = 1; ; n++) {
            Path directory = folder.resolve("keys-" + n);
            FailingDisk disk = new FailingDisk(n);
            try {
                FileKeyStore.create(directory, disk).close();
            } catch (KeyUnavailableException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            boolean complete = Files.exists(directory.resolve("format"));
            try (FileKeyStore store = complete
                    ? FileKeyStore.open(directory, new QuickDisk())
                    : FileKeyStore.create(directory, new QuickDisk())) {
                assertThat(store.createIfAbsent(RECORD)).isEqualTo(RECORD);
            }
            if (!disk.hasFailed()) {
                assertThat(n).isGreaterThan(8);
                return;
            }
        }
    }
}
