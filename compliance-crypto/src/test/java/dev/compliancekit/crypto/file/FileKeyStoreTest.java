package dev.compliancekit.crypto.file;

import static dev.compliancekit.crypto.file.KeyRecords.active;
import static dev.compliancekit.crypto.file.KeyRecords.destroyed;
import static dev.compliancekit.crypto.file.KeyRecords.rewrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyStoreTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId BOLT = new TenantId("bolt");

    @TempDir
    Path folder;

    private Path directory;
    private FileKeyStore store;

    @BeforeEach
    void create() {
        directory = folder.resolve("keys");
        store = FileKeyStore.create(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = FileKeyStore.open(directory);
    }

    private Optional<KeyRecord> load(TenantId tenant, int keyId) {
        return store.load(new KeyAddress(tenant, SubjectId.ACCOUNT, new KeyId(keyId)));
    }

    private List<KeyRecord> list(TenantId tenant) {
        try (Stream<KeyRecord> records = store.list(tenant)) {
            return records.toList();
        }
    }

    private List<TenantId> tenants() {
        try (Stream<TenantId> tenants = store.tenants()) {
            return tenants.toList();
        }
    }

    @Test
    void findsWhatWasStoredAlsoAfterReopening() {
        KeyRecord.Active key = active("acme", 1, 7);
        assertThat(store.createIfAbsent(key)).isEqualTo(key);
        reopen();
        assertThat(load(ACME, 7)).contains(key);
        assertThat(store.newest(key.metadata().name())).contains(key);
        assertThat(list(ACME)).containsExactly(key);
        assertThat(tenants()).containsExactly(ACME);
    }

    @Test
    void findsNothingWhereNothingIs() {
        store.createIfAbsent(active("acme", 1, 7));
        assertThat(load(ACME, 8)).isEmpty();
        assertThat(load(BOLT, 7)).isEmpty();
        assertThat(store.newest(new KeyName(ACME, new SubjectId("s-1"), KeyPurpose.FIELDS)))
                .isEmpty();
        assertThat(store.newest(new KeyName(ACME, SubjectId.ACCOUNT, new KeyPurpose("index"))))
                .isEmpty();
        assertThat(list(BOLT)).isEmpty();
        assertThat(store.unreported()).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoKeysOfOneNameAndVersion() {
        KeyRecord.Active first = active("acme", 1, 7);
        store.createIfAbsent(first);
        assertThat(store.createIfAbsent(active("acme", 1, 8))).isEqualTo(first);
        assertThat(list(ACME)).containsExactly(first);
    }

    @Test
    void refusesAKeyIdThatTheTenantHasUnderAnotherVersion() {
        store.createIfAbsent(active("acme", 1, 7));
        assertThatThrownBy(() -> store.createIfAbsent(active("acme", 2, 7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("00000007");
        assertThat(store.createIfAbsent(active("bolt", 1, 7)).metadata().tenant())
                .isEqualTo(BOLT);
    }

    @Test
    void newestIsTheHighestVersionAndListsGoByKeyId() {
        KeyRecord.Active second = active("acme", 2, 3);
        KeyRecord.Active first = active("acme", 1, -1);
        store.createIfAbsent(second);
        store.createIfAbsent(first);
        store.createIfAbsent(active("abc", 1, 1));
        assertThat(store.newest(first.metadata().name())).contains(second);
        assertThat(list(ACME)).containsExactly(second, first);
        assertThat(tenants()).containsExactly(new TenantId("abc"), ACME);
    }

    @Test
    void replacesTheWrappingOfEveryLiveKeyOfATenant() {
        KeyRecord.Active key = active("acme", 1, 7);
        KeyRecord.Active ofSubject = active("acme", "s/1", 1, 7);
        KeyRecord.Active gone = active("acme", "s/2", 1, 8);
        for (KeyRecord.Active each : List.of(key, ofSubject, gone, active("bolt", 1, 7))) {
            store.createIfAbsent(each);
        }
        store.destroy(destroyed(gone));
        assertThat(store.replaceAll(ACME, each -> rewrapped(each, 2))).isEqualTo(2);
        assertThat(store.replaceAll(ACME, each -> each)).isZero();
        assertThat(store.replaceAll(new TenantId("none"), each -> rewrapped(each, 2)))
                .isZero();
        reopen();
        assertThat(list(ACME)).containsExactly(rewrapped(key, 2), rewrapped(ofSubject, 2), destroyed(gone));
        assertThat(list(BOLT)).containsExactly(active("bolt", 1, 7));
    }

    @Test
    void replacesNothingButTheWrapping() {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        assertThatThrownBy(() -> store.replaceAll(ACME, each -> active("acme", 1, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key 00000007 of tenant acme");
        assertThatThrownBy(() -> store.replaceAll(
                        ACME,
                        each -> new KeyRecord.Active(
                                each.metadata(), Bytes.parseHex("11".repeat(32)), 2, each.wrappedKey())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.replaceAll(ACME, each -> {
                    throw new IllegalCallerException("no");
                }))
                .isInstanceOf(IllegalCallerException.class);
        assertThat(load(ACME, 7)).contains(key);
    }

    @Test
    void keysOfSubjectsAreApart() {
        KeyRecord.Active one = active("acme", "s/1", 1, 7);
        KeyRecord.Active two = active("acme", "s/2", 1, 7);
        KeyRecord.Active again = active("acme", "s/1", 2, -7);
        for (KeyRecord.Active each : List.of(two, again, one)) {
            assertThat(store.createIfAbsent(each)).isEqualTo(each);
        }
        assertThat(store.load(one.metadata().address())).contains(one);
        assertThat(store.load(two.metadata().address())).contains(two);
        assertThat(store.newest(one.metadata().name())).contains(again);
        assertThat(store.list(ACME, new SubjectId("s/1"))).containsExactly(one, again);
        assertThat(store.list(ACME, new SubjectId("s/"))).isEmpty();
        assertThat(store.list(ACME, SubjectId.ACCOUNT)).isEmpty();
        assertThat(store.list(BOLT, SubjectId.ACCOUNT)).isEmpty();
        assertThat(list(ACME)).containsExactly(one, again, two);
    }

    @Test
    void aDestroyedKeyLeavesATombstoneAndNoWrappedKey() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        assertThat(FileTrees.filesWith(directory, key.wrappedKey())).hasSize(2);
        assertThat(store.destroy(destroyed(key))).isEqualTo(destroyed(key));
        assertThat(FileTrees.filesWith(directory, key.wrappedKey())).isEmpty();
        reopen();
        assertThat(load(ACME, 7)).contains(destroyed(key));
        assertThat(store.newest(key.metadata().name())).contains(destroyed(key));
        assertThat(list(ACME)).containsExactly(destroyed(key));
    }

    @Test
    void aDestroyedKeyStaysDestroyed() {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        store.destroy(destroyed(key));
        KeyRecord.Destroyed later = new KeyRecord.Destroyed(
                key.metadata(), KeyRecords.T0.plusSeconds(99), destroyed(key).destroyedBy(), "again");
        assertThat(store.destroy(later)).isEqualTo(destroyed(key));
        assertThat(store.createIfAbsent(key)).isEqualTo(destroyed(key));
        assertThat(store.replaceAll(ACME, each -> rewrapped(each, 2))).isZero();
        assertThat(load(ACME, 7)).contains(destroyed(key));
    }

    @Test
    void destroysOnlyWhatItHolds() {
        assertThatThrownBy(() -> store.destroy(destroyed(active("acme", 1, 7))))
                .isInstanceOf(IllegalArgumentException.class);
        store.createIfAbsent(active("acme", 1, 7));
        assertThatThrownBy(() -> store.destroy(destroyed(active("acme", 2, 7))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(list(ACME)).containsExactly(active("acme", 1, 7));
    }

    @Test
    void remembersADestructionUntilItIsReported() {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        store.destroy(destroyed(key));
        reopen();
        assertThat(store.unreported()).containsExactly(destroyed(key));
        store.markReported(new KeyAddress(ACME, SubjectId.ACCOUNT, new KeyId(7)));
        store.markReported(new KeyAddress(ACME, SubjectId.ACCOUNT, new KeyId(7)));
        assertThat(store.unreported()).isEmpty();
        reopen();
        assertThat(store.unreported()).isEmpty();
    }

    @Test
    void remembersTheDestructionsOfEverySubject() {
        List<KeyRecord.Active> keys = List.of(
                active("acme", "s/1", 1, 7), active("acme", "s/2", 1, 7), active("acme", 1, 7), active("bolt", 1, 7));
        keys.forEach(store::createIfAbsent);
        keys.forEach(key -> store.destroy(destroyed(key)));
        assertThat(store.unreported())
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(KeyRecords::destroyed).toList());
        store.markReported(keys.get(1).metadata().address());
        assertThat(store.unreported()).hasSize(3).doesNotContain(destroyed(keys.get(1)));
    }

    @Test
    void overwritesAWrappedKeyBeforeItRemovesIt() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        for (String place : List.of("first", "second")) {
            Files.createLink(folder.resolve(place), directory.resolve(place + "/tenants/acme/bucket.keys"));
        }
        store.destroy(destroyed(key));
        assertThat(Files.readAllBytes(folder.resolve("first"))).isNotEmpty().containsOnly(0);
        assertThat(Files.readAllBytes(folder.resolve("second"))).isNotEmpty().containsOnly(0);
        assertThat(FileTrees.filesIn(directory.resolve("first/erasing"))).isEmpty();
    }

    @Test
    void listsMoreTenantsThanItReadsAtATime() throws IOException {
        store.close();
        for (int i = 0; i < 5; i++) {
            KeyRecords.plant(directory, "t-" + i, 1);
        }
        // directories only, and a name that no tenant has
        Files.createDirectories(directory.resolve("first/tenants/t-2-empty"));
        Files.createDirectories(directory.resolve("first/tenants/Not A Tenant"));
        reopen();
        assertThat(tenants()).map(TenantId::value).containsExactly("t-0", "t-1", "t-2", "t-3", "t-4");
    }

    @Test
    void refusesASecondOpenerByEveryNameOfTheDirectory() throws IOException {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), directory);
        for (Path name : List.of(directory, alias, directory.resolve("../keys"))) {
            assertThatThrownBy(() -> FileKeyStore.open(name))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use");
        }
        store.close();
        FileKeyStore.open(alias).close();
    }

    @Test
    void makesAStoreInAnEmptyDirectoryOnly() throws IOException {
        assertThatThrownBy(() -> FileKeyStore.create(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        FileKeyStore.create(empty).close();
        assertThatThrownBy(() -> FileKeyStore.create(folder.resolve("no/such")))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void opensOnlyWhatIsAStore() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThatThrownBy(() -> FileKeyStore.open(other))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("is no key store of version 1");
        Files.writeString(other.resolve("format"), "dev.compliancekit/key-store/v2\n");
        assertThatThrownBy(() -> FileKeyStore.open(other)).isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> FileKeyStore.open(folder.resolve("missing")))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void onlyTheOwnerMayReadWhatItWrites() throws IOException {
        store.createIfAbsent(active("acme", 1, 7));
        store.destroy(destroyed(active("acme", 1, 7)));
        store.createIfAbsent(active("acme", 2, 8));
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as("%s", path)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void strayFilesDoNoHarm() throws IOException {
        store.createIfAbsent(active("acme", 1, 7));
        Files.writeString(directory.resolve("first/stray"), "x");
        Files.createDirectory(directory.resolve("second/tenants/Not A Tenant"));
        Files.writeString(directory.resolve("first/tenants/acme/bucket.keys.tmp"), "x");
        Files.writeString(directory.resolve("first/tenants/acme/bucket-0.keys"), "x");
        Files.writeString(directory.resolve("unreported/x.y.z"), "");
        Files.writeString(directory.resolve("unreported/acme.00000008.tmp"), "");
        assertThat(tenants()).containsExactly(ACME);
        assertThat(list(ACME)).hasSize(1);
        assertThat(store.unreported()).isEmpty();
        assertThat(store.createIfAbsent(active("acme", 2, 8))).isEqualTo(active("acme", 2, 8));
    }

    @Test
    void refusesEveryCallOnceClosed() {
        KeyRecord.Active key = active("acme", 1, 7);
        store.close();
        store.close();
        assertThatThrownBy(() -> load(ACME, 7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the key store was closed");
        assertThatThrownBy(() -> store.createIfAbsent(key)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tenants()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptHarmsNothing() {
        KeyRecord.Active key = active("acme", 1, 7);
        Thread.currentThread().interrupt();
        store.createIfAbsent(key);
        assertThat(load(ACME, 7)).contains(key);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(load(ACME, 7)).contains(key);
    }
}
