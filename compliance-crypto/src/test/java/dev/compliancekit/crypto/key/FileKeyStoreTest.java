package dev.compliancekit.crypto.key;

import static dev.compliancekit.crypto.key.KeyRecords.active;
import static dev.compliancekit.crypto.key.KeyRecords.destroyed;
import static dev.compliancekit.crypto.key.KeyRecords.rewrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
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

    private void restoreFirst(Path copy) throws IOException {
        FileTrees.copy(copy.resolve("first"), directory.resolve("first"));
    }

    @Test
    void findsWhatWasStoredAlsoAfterReopening() {
        KeyRecord.Active key = active("acme", 1, 7);
        assertThat(store.createIfAbsent(key)).isEqualTo(key);
        reopen();
        assertThat(store.load(ACME, new KeyId(7))).contains(key);
        assertThat(store.newest(key.metadata().name())).contains(key);
        assertThat(list(ACME)).containsExactly(key);
        assertThat(tenants()).containsExactly(ACME);
    }

    @Test
    void findsNothingWhereNothingIs() {
        store.createIfAbsent(active("acme", 1, 7));
        assertThat(store.load(ACME, new KeyId(8))).isEmpty();
        assertThat(store.load(BOLT, new KeyId(7))).isEmpty();
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
    void replacesTheWrappingOfAKey() {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        store.replace(rewrapped(key, "root-2"));
        reopen();
        assertThat(store.load(ACME, new KeyId(7))).contains(rewrapped(key, "root-2"));
    }

    @Test
    void replacesNothingButTheWrapping() {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        assertThatThrownBy(() -> store.replace(active("acme", 1, 8))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.replace(active("acme", 2, 7))).isInstanceOf(IllegalArgumentException.class);
        KeyRecord.Active other =
                new KeyRecord.Active(key.metadata(), Bytes.parseHex("11".repeat(32)), key.wrappedKey());
        assertThatThrownBy(() -> store.replace(other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.load(ACME, new KeyId(7))).contains(key);
    }

    @Test
    void aDestroyedKeyLeavesATombstoneAndNoWrappedKey() {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        assertThat(store.destroy(destroyed(key))).isEqualTo(destroyed(key));
        assertThat(FileTrees.filesIn(directory, ".key")).isEmpty();
        reopen();
        assertThat(store.load(ACME, new KeyId(7))).contains(destroyed(key));
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
        assertThatThrownBy(() -> store.replace(rewrapped(key, "root-2"))).isInstanceOf(KeyDestroyedException.class);
        assertThat(store.load(ACME, new KeyId(7))).contains(destroyed(key));
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
        store.markReported(ACME, new KeyId(7));
        store.markReported(ACME, new KeyId(7));
        assertThat(store.unreported()).isEmpty();
        reopen();
        assertThat(store.unreported()).isEmpty();
    }

    @Test
    void overwritesAWrappedKeyBeforeItRemovesIt() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        Path file = FileTrees.filesIn(directory, ".key").get(0);
        Path sameContent = folder.resolve("other-name");
        Files.createLink(sameContent, file);
        store.destroy(destroyed(key));
        assertThat(Files.readAllBytes(sameContent)).isNotEmpty().containsOnly(0);
    }

    @Test
    void anOldCopyBesideTheTombstoneBringsNothingBack() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        Path old = folder.resolve("old");
        FileTrees.copy(directory, old);
        store.destroy(destroyed(key));
        FileTrees.copy(old, directory);
        assertThat(FileTrees.filesIn(directory, ".key")).hasSize(2);
        assertThat(store.load(ACME, new KeyId(7))).contains(destroyed(key));
        assertThat(FileTrees.filesIn(directory, ".key")).isEmpty();
    }

    @Test
    void oneTombstoneOfTwoIsEnough() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        Path old = folder.resolve("old");
        FileTrees.copy(directory, old);
        store.destroy(destroyed(key));
        Files.delete(directory.resolve("first/acme/00000007.gone"));
        restoreFirst(old);
        assertThat(store.load(ACME, new KeyId(7))).contains(destroyed(key));
        Files.delete(directory.resolve("second/acme/00000007.gone"));
        assertThat(store.load(ACME, new KeyId(7))).contains(destroyed(key));
    }

    @Test
    void ofTwoCopiesTheNewerCountsAndMendsTheOlder() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        Path old = folder.resolve("old");
        FileTrees.copy(directory, old);
        store.replace(rewrapped(key, "root-2"));
        restoreFirst(old);
        assertThat(store.load(ACME, new KeyId(7))).contains(rewrapped(key, "root-2"));
        assertThat(directory.resolve("first/acme/00000007.key"))
                .hasSameBinaryContentAs(directory.resolve("second/acme/00000007.key"));
    }

    @Test
    void everyDamageToOneCopyIsMendedFromTheOther() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        Path file = directory.resolve("first/acme/00000007.key");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i += 5) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThat(store.load(ACME, new KeyId(7))).contains(key);
            assertThat(Files.readAllBytes(file)).isEqualTo(good);
        }
        Files.delete(file);
        assertThat(store.load(ACME, new KeyId(7))).contains(key);
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    @Test
    void damageToBothCopiesIsRefusedAndHarmsNoOtherTenant() throws IOException {
        store.createIfAbsent(active("acme", 1, 7));
        store.createIfAbsent(active("bolt", 1, 7));
        byte[] good = Files.readAllBytes(directory.resolve("first/acme/00000007.key"));
        for (int length = 0; length < good.length; length += 9) {
            damageBoth(Arrays.copyOf(good, length));
        }
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 4;
        damageBoth(bad);
        damageBoth(Arrays.copyOf(good, 1 << 20));
        assertThatThrownBy(() -> store.createIfAbsent(active("acme", 2, 9)))
                .isInstanceOf(KeyUnavailableException.class);
    }

    private void damageBoth(byte[] content) throws IOException {
        Files.write(directory.resolve("first/acme/00000007.key"), content);
        Files.write(directory.resolve("second/acme/00000007.key"), content);
        assertThatThrownBy(() -> store.load(ACME, new KeyId(7)))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("key 00000007 of tenant acme is damaged in both copies");
        assertThatThrownBy(() -> list(ACME)).isInstanceOf(KeyUnavailableException.class);
        assertThat(store.load(BOLT, new KeyId(7))).contains(active("bolt", 1, 7));
    }

    @Test
    void aDamagedTombstoneIsNotTakenForAnActiveKey() throws IOException {
        KeyRecord.Active key = active("acme", 1, 7);
        store.createIfAbsent(key);
        Path old = folder.resolve("old");
        FileTrees.copy(directory, old);
        store.destroy(destroyed(key));
        FileTrees.copy(old, directory);
        Files.write(directory.resolve("first/acme/00000007.gone"), new byte[0]);
        Files.delete(directory.resolve("second/acme/00000007.gone"));
        assertThatThrownBy(() -> store.load(ACME, new KeyId(7))).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void aRecordMovedToAnotherTenantOrKeyIdIsRefused() throws IOException {
        store.createIfAbsent(active("acme", 1, 7));
        store.createIfAbsent(active("bolt", 1, 7));
        FileTrees.copy(directory.resolve("first/bolt"), directory.resolve("first/acme"));
        FileTrees.copy(directory.resolve("second/bolt"), directory.resolve("second/acme"));
        assertThatThrownBy(() -> store.load(ACME, new KeyId(7))).isInstanceOf(KeyUnavailableException.class);
        for (String copy : List.of("first", "second")) {
            Path bolt = directory.resolve(copy).resolve("bolt");
            Files.copy(bolt.resolve("00000007.key"), bolt.resolve("00000008.key"));
            Files.copy(bolt.resolve("00000007.key"), bolt.resolve("00000009.gone"));
        }
        assertThatThrownBy(() -> store.load(BOLT, new KeyId(8))).isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> store.load(BOLT, new KeyId(9))).isInstanceOf(KeyUnavailableException.class);
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
        Files.createDirectory(directory.resolve("second/Not A Tenant"));
        Files.writeString(directory.resolve("first/acme/00000008.key.tmp"), "x");
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
        assertThatThrownBy(() -> store.load(ACME, new KeyId(7)))
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
        assertThat(store.load(ACME, new KeyId(7))).contains(key);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.load(ACME, new KeyId(7))).contains(key);
    }
}
