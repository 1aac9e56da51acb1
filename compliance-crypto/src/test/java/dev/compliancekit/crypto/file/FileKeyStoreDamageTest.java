package dev.compliancekit.crypto.file;

import static dev.compliancekit.crypto.file.KeyRecords.active;
import static dev.compliancekit.crypto.file.KeyRecords.destroyed;
import static dev.compliancekit.crypto.file.KeyRecords.rewrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What damage and old copies of the files do, and do not do. */
class FileKeyStoreDamageTest {

    private static final KeyRecord.Active ACME = active("acme", 1, 7);
    private static final KeyRecord.Active ACME_SUBJECT = active("acme", "s/1", 1, 7);
    private static final KeyRecord.Active BOLT = active("bolt", 1, 7);

    @TempDir
    Path folder;

    private Path directory;
    private FileKeyStore store;

    @BeforeEach
    void create() {
        directory = folder.resolve("keys");
        store = FileKeyStore.create(directory, new QuickDisk());
        store.createIfAbsent(ACME);
        store.createIfAbsent(BOLT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = FileKeyStore.open(directory, new QuickDisk());
    }

    private Path bucketOf(String place, String tenant) {
        return directory.resolve(place + "/tenants/" + tenant + "/bucket.keys");
    }

    private Optional<KeyRecord> load(KeyRecord keyRecord) {
        return store.load(keyRecord.metadata().address());
    }

    private Path copied() throws IOException {
        Path old = folder.resolve("old");
        FileTrees.copy(directory, old);
        return old;
    }

    private void restore(Path old, String place) throws IOException {
        FileTrees.copy(old.resolve(place), directory.resolve(place));
    }

    private void assertAlike(String tenant) {
        assertThat(bucketOf("first", tenant)).hasSameBinaryContentAs(bucketOf("second", tenant));
    }

    @Test
    void anOldCopyBesideTheTombstoneBringsNothingBack() throws IOException {
        Path old = copied();
        store.destroy(destroyed(ACME));
        for (String place : List.of("first", "second")) {
            restore(old, place);
            assertThat(FileTrees.filesWith(directory, ACME.wrappedKey())).hasSize(1);
            assertThat(load(ACME)).contains(destroyed(ACME));
            assertThat(FileTrees.filesWith(directory, ACME.wrappedKey())).isEmpty();
            assertAlike("acme");
        }
    }

    @Test
    void ofTwoCopiesTheNewerCountsAndMendsTheOlder() throws IOException {
        Path old = copied();
        store.replaceAll(new TenantId("acme"), each -> rewrapped(each, 2));
        for (String place : List.of("first", "second")) {
            restore(old, place);
            assertThat(load(ACME)).contains(rewrapped(ACME, 2));
            assertAlike("acme");
        }
    }

    @Test
    void anOldCopyFromBeforeASplitBringsNothingBack() throws IOException {
        store.close();
        KeyRecords.plant(directory, "acme", Bucket.MAX_RECORDS);
        Path old = copied();
        reopen();
        KeyRecord.Active more = active("acme", "s-more", 1, 1);
        KeyRecord.Active shredded = active("acme", "s-5", 1, 5);
        store.createIfAbsent(more);
        store.destroy(destroyed(shredded));
        for (String place : List.of("first", "second")) {
            restore(old, place);
            assertThat(load(shredded)).contains(destroyed(shredded));
            assertThat(load(more)).contains(more);
            assertThat(FileTrees.filesWith(directory, shredded.wrappedKey())).isEmpty();
        }
    }

    @Test
    void everyDamageToOneCopyIsMendedFromTheOther() throws IOException {
        for (String place : List.of("first", "second")) {
            Path file = bucketOf(place, "acme");
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < good.length; i += 5) {
                byte[] bad = good.clone();
                bad[i] ^= 1;
                Files.write(file, bad);
                assertThat(load(ACME)).contains(ACME);
                assertThat(Files.readAllBytes(file)).isEqualTo(good);
            }
            Files.delete(file);
            assertThat(load(ACME)).contains(ACME);
            assertThat(Files.readAllBytes(file)).isEqualTo(good);
            FileTrees.delete(directory.resolve(place));
            reopen();
            assertThat(load(ACME)).contains(ACME);
            assertThat(load(BOLT)).contains(BOLT);
            assertThat(Files.readAllBytes(file)).isEqualTo(good);
        }
    }

    @Test
    void damageToBothCopiesIsRefusedAndHarmsNoOtherTenant() throws IOException {
        byte[] good = Files.readAllBytes(bucketOf("first", "acme"));
        for (int length = 0; length < good.length; length += 9) {
            damageBoth(Arrays.copyOf(good, length));
        }
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 4;
        damageBoth(bad);
        damageBoth(Arrays.copyOf(good, 1 << 20));
        damageBoth(Arrays.copyOf(good, TwoCopies.MAX_BYTES + 1));
        assertThatThrownBy(() -> store.createIfAbsent(active("acme", 2, 9)))
                .isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> store.replaceAll(new TenantId("acme"), each -> rewrapped(each, 2)))
                .isInstanceOf(KeyUnavailableException.class);
    }

    private void damageBoth(byte[] content) throws IOException {
        Files.write(bucketOf("first", "acme"), content);
        Files.write(bucketOf("second", "acme"), content);
        assertThatThrownBy(() -> load(ACME))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("both copies of tenants/acme/bucket.keys are damaged")
                .hasMessageContaining(bucketOf("first", "acme").toString())
                .hasMessageContaining(bucketOf("second", "acme").toString());
        assertThatThrownBy(() -> store.list(new TenantId("acme")).toList()).isInstanceOf(KeyUnavailableException.class);
        assertThat(load(BOLT)).contains(BOLT);
    }

    @Test
    void bothCopiesMissingIsDamageAndNotATenantWithoutKeys() throws IOException {
        Files.delete(bucketOf("first", "acme"));
        Files.delete(bucketOf("second", "acme"));
        assertThatThrownBy(() -> load(ACME))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("both copies of tenants/acme/bucket.keys are missing");
        assertThat(store.tenants()).map(TenantId::value).containsExactly("acme", "bolt");
    }

    @Test
    void twoCopiesThatContradictEachOtherAreRefused() throws IOException {
        Path old = copied();
        store.replaceAll(new TenantId("acme"), each -> rewrapped(each, 2));
        Path one = folder.resolve("one");
        FileTrees.copy(directory, one);
        FileTrees.copy(old, directory);
        store.replaceAll(new TenantId("acme"), each -> rewrapped(each, 3));
        restore(one, "first");
        assertThatThrownBy(() -> load(ACME))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("contradict each other");
    }

    @Test
    void aBucketMovedToAnotherTenantOrPrefixIsRefused() throws IOException {
        for (String place : List.of("first", "second")) {
            Files.copy(bucketOf(place, "bolt"), bucketOf(place, "acme"), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> load(ACME)).isInstanceOf(KeyUnavailableException.class);
        store.close();
        KeyRecords.plant(directory, "cats", Bucket.MAX_RECORDS + 1);
        reopen();
        for (String place : List.of("first", "second")) {
            Path cats = directory.resolve(place + "/tenants/cats");
            Files.copy(
                    cats.resolve("bucket-0.keys"), cats.resolve("bucket-1.keys"), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> store.list(new TenantId("cats")).toList()).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void destructionsInDamagedFilesAreReportedOnceTheFilesAreBack() throws IOException {
        store.destroy(destroyed(ACME));
        store.destroy(destroyed(BOLT));
        byte[] good = Files.readAllBytes(bucketOf("first", "acme"));
        Files.write(bucketOf("first", "acme"), new byte[0]);
        Files.write(bucketOf("second", "acme"), new byte[0]);
        assertThat(store.unreported()).containsExactly(destroyed(BOLT));
        Files.write(bucketOf("second", "acme"), good);
        assertThat(store.unreported()).containsExactlyInAnyOrder(destroyed(ACME), destroyed(BOLT));
    }

    @Test
    void aDamagedBucketDoesNotKeepTheOthersOfItsTenantFromBeingReplaced() throws IOException {
        store.close();
        KeyRecords.plant(directory, "cats", Bucket.MAX_RECORDS + 1);
        reopen();
        for (String place : List.of("first", "second")) {
            Files.write(directory.resolve(place + "/tenants/cats/bucket-0.keys"), new byte[9]);
        }
        TenantId cats = new TenantId("cats");
        assertThatThrownBy(() -> store.replaceAll(cats, each -> rewrapped(each, 2)))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("tenants/cats/bucket-0.keys");
        int found = 0;
        for (int i = 0; i <= Bucket.MAX_RECORDS; i++) {
            KeyRecord.Active key = active("cats", "s-" + i, 1, i);
            if (Prefix.ROOT
                    .children()
                    .get(1)
                    .covers(Prefix.pathOf(key.metadata().name().subject()))) {
                assertThat(load(key)).contains(rewrapped(key, 2));
                found++;
            }
        }
        assertThat(found).isGreaterThan(400);
    }

    @Test
    void aRestoredParentWithoutRevisionsOfItsHalvesIsNotWrittenOver() throws IOException {
        store.close();
        KeyRecords.plant(directory, "cats", Bucket.MAX_RECORDS);
        Path old = copied();
        reopen();
        store.createIfAbsent(active("cats", "s-more", 1, 1));
        store.replaceAll(new TenantId("cats"), each -> rewrapped(each, 2));
        // the parent alone, in both places, over the note that it was split
        FileTrees.copy(old, directory);
        KeyRecord.Active key = active("cats", "s-5", 1, 5);
        assertThatThrownBy(() -> store.destroy(destroyed(key)))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("is older than");
        assertThatThrownBy(() -> store.createIfAbsent(active("cats", "s-more", 1, 1)))
                .isInstanceOf(KeyUnavailableException.class);
    }

    /** Every file in turn: gone, cut, and each of its bytes changed. */
    @Test
    void damageToAnyFileHarmsOneTenantAtMostAndMakesNoRecordWrong() throws IOException {
        store.createIfAbsent(ACME_SUBJECT);
        KeyRecord.Active gone = active("bolt", "s/2", 1, 9);
        store.createIfAbsent(gone);
        store.destroy(destroyed(gone));
        store.close();
        Path good = copied();
        int cases = 0;
        for (Path file : FileTrees.filesIn(good)) {
            String name = good.relativize(file).toString();
            byte[] content = Files.readAllBytes(file);
            for (byte[] damaged : damages(content)) {
                harm(good, name, Optional.of(damaged), gone);
            }
            harm(good, name, Optional.empty(), gone);
            cases += content.length + 2;
        }
        assertThat(cases).isGreaterThan(1000);
    }

    private static List<byte[]> damages(byte[] content) {
        List<byte[]> all = new ArrayList<>();
        all.add(Arrays.copyOf(content, content.length / 2));
        all.add(Arrays.copyOf(content, content.length + 1));
        for (int i = 0; i < content.length; i++) {
            byte[] bad = content.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            all.add(bad);
        }
        return all;
    }

    private void harm(Path good, String name, Optional<byte[]> damaged, KeyRecord.Active gone) throws IOException {
        // in this place, and in both where there are two
        for (String other : new TreeSet<>(List.of(name, name.replace("first/", "second/")))) {
            for (String each : new TreeSet<>(List.of(name, other))) {
                if (damaged.isPresent()) {
                    Files.write(directory.resolve(each), damaged.get());
                } else {
                    Files.deleteIfExists(directory.resolve(each));
                }
            }
            try (FileKeyStore opened = FileKeyStore.open(directory, new QuickDisk())) {
                boolean acme = isUnharmed(opened, List.of(ACME, ACME_SUBJECT));
                boolean bolt = isUnharmed(opened, List.of(BOLT, destroyed(gone)));
                assertThat(acme || bolt).as(other).isTrue();
                assertThat((acme && bolt) || !other.equals(name)).as(other).isTrue();
            }
            for (String each : new TreeSet<>(List.of(name, other))) {
                Files.write(directory.resolve(each), Files.readAllBytes(good.resolve(each)));
            }
        }
    }

    /** Whether these records are there; others than them must not be. */
    private static boolean isUnharmed(FileKeyStore opened, List<KeyRecord> records) {
        for (KeyRecord each : records) {
            try {
                assertThat(opened.load(each.metadata().address())).contains(each);
            } catch (KeyUnavailableException e) {
                return false;
            }
        }
        return true;
    }
}
