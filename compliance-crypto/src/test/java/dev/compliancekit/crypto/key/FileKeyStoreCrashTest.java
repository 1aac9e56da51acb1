package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.KeyRecords.active;
import static dev.compliancekit.crypto.key.KeyRecords.destroyed;
import static dev.compliancekit.crypto.key.KeyRecords.rewrapped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dies at each call that changes a file, one after the other, until a run completes; then opens and looks. */
class FileKeyStoreCrashTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final KeyId KEY = new KeyId(7);
    private static final KeyRecord.Active RECORD = active("acme", 1, 7);

    @TempDir
    Path folder;

    /** Returns how many calls there were to die at. */
    private int sweep(
            Consumer<FileKeyStore> before, Consumer<FileKeyStore> work, BiConsumer<FileKeyStore, Boolean> look) {
        for (int n = 1; ; n++) {
            Path directory = folder.resolve("keys-" + n);
            try (FileKeyStore store = FileKeyStore.create(directory)) {
                store.createIfAbsent(active("bolt", 1, 7));
                before.accept(store);
            }
            FailingDisk disk = new FailingDisk(n);
            try (FileKeyStore store = FileKeyStore.open(directory, disk)) {
                work.accept(store);
            } catch (KeyUnavailableException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            try (FileKeyStore store = FileKeyStore.open(directory)) {
                look.accept(store, !disk.hasFailed());
                assertThat(store.load(new TenantId("bolt"), KEY)).contains(active("bolt", 1, 7));
            }
            if (!disk.hasFailed()) {
                return n - 1;
            }
        }
    }

    @Test
    void aKeyIsCreatedAsAWholeOrNotAtAll() {
        int calls = sweep(store -> {}, store -> store.createIfAbsent(RECORD), (store, completed) -> {
            Optional<KeyRecord> found = store.load(ACME, KEY);
            assertThat(found.isEmpty() || found.get().equals(RECORD)).isTrue();
            assertThat(found.isPresent() || !completed).isTrue();
            assertThat(store.createIfAbsent(RECORD)).isEqualTo(RECORD);
        });
        assertThat(calls).isGreaterThan(8);
    }

    @Test
    void aKeyIsReplacedAsAWholeOrNotAtAll() {
        KeyRecord.Active rewrapped = rewrapped(RECORD, "root-2");
        int calls = sweep(
                store -> store.createIfAbsent(RECORD),
                store -> store.replace(rewrapped),
                (store, completed) -> assertThat(store.load(ACME, KEY).orElseThrow())
                        .isIn(completed ? new Object[] {rewrapped} : new Object[] {RECORD, rewrapped}));
        assertThat(calls).isGreaterThan(5);
    }

    @Test
    void aKeyIsDestroyedAsAWholeOrNotAtAllAndNeverUnnoticed() {
        int calls = sweep(
                store -> store.createIfAbsent(RECORD),
                store -> store.destroy(destroyed(RECORD)),
                (store, completed) -> {
                    KeyRecord found = store.load(ACME, KEY).orElseThrow();
                    assertThat(found)
                            .isIn(
                                    completed
                                            ? new Object[] {destroyed(RECORD)}
                                            : new Object[] {RECORD, destroyed(RECORD)});
                    boolean gone = found instanceof KeyRecord.Destroyed;
                    assertThat(store.unreported().size()).isEqualTo(gone ? 1 : 0);
                    store.destroy(destroyed(RECORD));
                    assertThat(store.unreported()).containsExactly(destroyed(RECORD));
                });
        assertThat(calls).isGreaterThan(12);
        assertThat(FileTrees.filesIn(folder).stream()
                        .filter(file -> file.toString().contains("acme"))
                        .filter(file -> file.toString().contains(".key")))
                .isEmpty();
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
            try (FileKeyStore store = complete ? FileKeyStore.open(directory) : FileKeyStore.create(directory)) {
                assertThat(store.createIfAbsent(RECORD)).isEqualTo(RECORD);
            }
            if (!disk.hasFailed()) {
                assertThat(n).isGreaterThan(8);
                return;
            }
        }
    }
}
