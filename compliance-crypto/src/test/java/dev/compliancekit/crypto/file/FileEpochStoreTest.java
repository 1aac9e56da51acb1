package dev.compliancekit.crypto.file;

import static dev.compliancekit.crypto.file.KeyRecords.T0;
import static dev.compliancekit.crypto.file.KeyRecords.active;
import static dev.compliancekit.crypto.file.KeyRecords.destroyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.ShreddedKey;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEpochStoreTest {

    private static final ShreddedKey SHREDDED = shredded("s/1", 1);

    @TempDir
    Path folder;

    private Path first;
    private Path second;
    private FileEpochStore store;

    @BeforeEach
    void create() {
        first = folder.resolve("one");
        second = folder.resolve("two");
        store = FileEpochStore.create(first, second, new QuickDisk());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = FileEpochStore.open(first, second, new QuickDisk());
    }

    private static EpochRecord.Active epoch(int number) {
        return new EpochRecord.Active(
                number,
                T0.plusSeconds(number),
                Bytes.parseHex("5a".repeat(32)),
                new WrappedKey("root-1", wrapped(number)));
    }

    private static Bytes wrapped(int number) {
        byte[] text = ("epoch " + number).getBytes(StandardCharsets.US_ASCII);
        return Bytes.copyOf(Checksum.of(text, text.length));
    }

    private static EpochRecord.Destroyed gone(int number) {
        return new EpochRecord.Destroyed(number, T0.plusSeconds(number), T0.plusSeconds(100));
    }

    private static ShreddedKey shredded(String subject, int epoch) {
        return new ShreddedKey(destroyed(active("acme", subject, 1, 7)), epoch);
    }

    private void begin(int count) {
        for (int number = 1; number <= count; number++) {
            store.createIfAbsent(epoch(number));
        }
    }

    @Test
    void keepsEpochsInTheirOrderAlsoAfterReopening() {
        assertThat(store.list()).isEmpty();
        begin(3);
        assertThat(store.createIfAbsent(new EpochRecord.Active(2, T0, wrapped(9), epoch(9).wrappedKey())))
                .isEqualTo(epoch(2));
        assertThatThrownBy(() -> store.createIfAbsent(epoch(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epoch is 5; accepted is the next, 4");
        reopen();
        assertThat(store.list()).containsExactly(epoch(1), epoch(2), epoch(3));
    }

    @Test
    void aDestroyedEpochStaysDestroyedAndItsKeyIsNowhere() throws IOException {
        begin(3);
        assertThat(FileTrees.filesWith(folder, wrapped(1))).hasSize(2);
        Files.createLink(folder.resolve("linked-1"), first.resolve("epochs"));
        Files.createLink(folder.resolve("linked-2"), second.resolve("epochs"));
        assertThat(store.destroy(gone(1))).isEqualTo(gone(1));
        assertThat(Files.readAllBytes(folder.resolve("linked-1"))).isNotEmpty().containsOnly(0);
        assertThat(Files.readAllBytes(folder.resolve("linked-2"))).isNotEmpty().containsOnly(0);
        assertThat(FileTrees.filesWith(folder, wrapped(1))).isEmpty();
        EpochRecord.Destroyed later = new EpochRecord.Destroyed(1, T0.plusSeconds(1), T0.plusSeconds(999));
        assertThat(store.destroy(later)).isEqualTo(gone(1));
        assertThat(store.createIfAbsent(epoch(1))).isEqualTo(gone(1));
        reopen();
        assertThat(store.list()).containsExactly(gone(1), epoch(2), epoch(3));
    }

    @Test
    void destroysOnlyWhatEnded() {
        begin(2);
        for (EpochRecord.Destroyed wrong :
                List.of(gone(2), gone(3), new EpochRecord.Destroyed(1, T0, T0.plusSeconds(100)))) {
            assertThatThrownBy(() -> store.destroy(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store.list()).containsExactly(epoch(1), epoch(2));
        assertThat(store.unreported()).isEmpty();
    }

    @Test
    void remembersADestructionUntilItIsReported() {
        begin(3);
        store.destroy(gone(2));
        store.destroy(gone(1));
        reopen();
        assertThat(store.unreported()).containsExactly(gone(1), gone(2));
        store.markReported(2);
        store.markReported(2);
        store.markReported(3);
        store.markReported(77);
        reopen();
        assertThat(store.unreported()).containsExactly(gone(1));
    }

    @Test
    void remembersShreddedKeysWhileACopyOfThemMayOpen() {
        begin(2);
        ShreddedKey other = shredded("s/2", 2);
        store.remember(SHREDDED);
        store.remember(SHREDDED);
        store.remember(new ShreddedKey(SHREDDED.tombstone(), 2));
        store.remember(other);
        reopen();
        assertThat(store.remembered()).containsExactlyInAnyOrder(SHREDDED, other);
        store.createIfAbsent(epoch(3));
        store.destroy(gone(1));
        assertThat(store.remembered()).containsExactlyInAnyOrder(SHREDDED, other);
        store.createIfAbsent(epoch(4));
        store.destroy(gone(2));
        assertThat(store.remembered()).containsExactly(other);
        store.destroy(gone(3));
        assertThat(store.remembered()).isEmpty();
        reopen();
        assertThat(store.remembered()).isEmpty();
    }

    @Test
    void aKeyOfAnEpochAfterALivingOneIsRemembered() {
        begin(4);
        ShreddedKey later = shredded("s/2", 2);
        store.remember(later);
        store.destroy(gone(2));
        store.destroy(gone(3));
        assertThat(store.remembered()).containsExactly(later);
        store.destroy(gone(1));
        assertThat(store.remembered()).isEmpty();
    }

    @Test
    void remembersManyKeys() {
        begin(1);
        for (int i = 0; i < 600; i++) {
            store.remember(shredded("s-" + i, 1));
        }
        assertThat(store.remembered()).hasSize(600).doesNotHaveDuplicates();
        assertThat(FileTrees.filesIn(first.resolve("shredded"))).hasSizeGreaterThan(200);
    }

    @Test
    void oneOldCopyBringsNothingBack() throws IOException {
        begin(3);
        Path old = folder.resolve("old");
        FileTrees.copy(first, old);
        store.destroy(gone(1));
        store.remember(SHREDDED);
        for (Path place : List.of(first, second)) {
            FileTrees.delete(place);
            Files.createDirectory(place);
            FileTrees.copy(old, place);
            reopen();
            assertThat(store.list()).containsExactly(gone(1), epoch(2), epoch(3));
            assertThat(store.remembered()).containsExactly(SHREDDED);
            assertThat(FileTrees.filesWith(place, wrapped(1))).isEmpty();
        }
    }

    @Test
    void everyDamageToOneCopyIsMendedFromTheOther() throws IOException {
        begin(2);
        store.remember(SHREDDED);
        store.close();
        Path good = folder.resolve("good");
        FileTrees.copy(first, good.resolve("one"));
        FileTrees.copy(second, good.resolve("two"));
        for (Path file : FileTrees.filesIn(good)) {
            Path target = folder.resolve(good.relativize(file).toString());
            byte[] content = Files.readAllBytes(file);
            for (int i = 0; i <= content.length; i++) {
                byte[] bad = content.clone();
                if (i < content.length) {
                    bad[i] ^= 16;
                }
                Files.write(target, i < content.length ? bad : new byte[0]);
                assertGood();
            }
            Files.delete(target);
            assertGood();
            if (content.length > 0) {
                assertThat(target).hasBinaryContent(content);
            }
        }
    }

    private void assertGood() {
        try (FileEpochStore opened = FileEpochStore.open(first, second, new QuickDisk())) {
            assertThat(opened.list()).containsExactly(epoch(1), epoch(2));
            assertThat(opened.remembered()).containsExactly(SHREDDED);
        }
    }

    @Test
    void damageToBothCopiesIsRefused() throws IOException {
        begin(2);
        store.remember(SHREDDED);
        damaged("epochs", opened -> opened.list());
        damaged(ShreddedFile.nameOf(SHREDDED.tombstone().metadata().address()), opened -> opened.remembered());
    }

    private void damaged(String name, Consumer<FileEpochStore> call) throws IOException {
        byte[] good = Files.readAllBytes(first.resolve(name));
        Files.write(first.resolve(name), new byte[5]);
        Files.write(second.resolve(name), new byte[0]);
        assertThatThrownBy(() -> call.accept(store))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("both copies of " + name + " are damaged");
        Files.write(second.resolve(name), good);
        call.accept(store);
    }

    @Test
    void aStoreWithoutItsEpochsIsDamagedAndNotNew() throws IOException {
        Files.delete(first.resolve("epochs"));
        Files.delete(second.resolve("epochs"));
        assertThatThrownBy(() -> store.list())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("both copies of epochs are missing");
        store.close();
        assertThatThrownBy(() -> FileEpochStore.open(first, second)).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void aPlaceThatIsEmptyIsNotFilledUnasked() throws IOException {
        begin(2);
        store.close();
        FileTrees.delete(second);
        Files.createDirectory(second);
        assertThatThrownBy(() -> FileEpochStore.open(first, second))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("directory " + second + " is no place of an epoch store");
        FileTrees.copy(first, second);
        reopen();
        assertThat(store.list()).hasSize(2);
        store.close();
        FileTrees.delete(second);
        assertThatThrownBy(() -> FileEpochStore.open(first, second)).isInstanceOf(KeyUnavailableException.class);
        assertThat(second).doesNotExist();
    }

    @Test
    void refusesASecondOpenerOfEitherPlace() throws IOException {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), second);
        Path third = folder.resolve("three");
        for (Path name : List.of(first, alias, first.resolve("../two"))) {
            assertThatThrownBy(() -> FileEpochStore.open(name, name.equals(first) ? second : first))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use");
        }
        FileEpochStore other = FileEpochStore.create(third, folder.resolve("four"));
        other.close();
        assertThatThrownBy(() -> FileEpochStore.open(third, second)).isInstanceOf(IllegalStateException.class);
        // a failed opening keeps nothing
        FileEpochStore.open(third, folder.resolve("four")).close();
        store.close();
        FileEpochStore.open(second, first).close();
    }

    @Test
    void makesAStoreInTwoEmptyDirectoriesOnly() throws IOException {
        Path third = folder.resolve("three");
        assertThatThrownBy(() -> FileEpochStore.create(third, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> FileEpochStore.create(third, third))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accepted are two directories");
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), third);
        assertThatThrownBy(() -> FileEpochStore.create(third, alias)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FileEpochStore.create(folder.resolve("no/such"), third))
                .isInstanceOf(KeyUnavailableException.class);
        FileEpochStore.create(third, folder.resolve("four")).close();
    }

    @Test
    void onlyTheOwnerMayReadWhatItWrites() throws IOException {
        store.close();
        FileTrees.delete(first);
        FileTrees.delete(second);
        store = FileEpochStore.create(first, second);
        begin(2);
        store.destroy(gone(1));
        store.remember(SHREDDED);
        try (Stream<Path> paths = Files.walk(first)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as("%s", path)
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void refusesEveryCallOnceClosed() {
        begin(2);
        store.close();
        store.close();
        assertThatThrownBy(() -> store.list())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the epoch store was closed");
        assertThatThrownBy(() -> store.createIfAbsent(epoch(3))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.remember(SHREDDED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyChangeIsMadeAsAWholeOrNotAtAll() throws IOException {
        boolean failed = true;
        int n = 0;
        while (failed) {
            n++;
            Path one = folder.resolve("crash-1-" + n);
            Path two = folder.resolve("crash-2-" + n);
            FileEpochStore.create(one, two, new QuickDisk()).close();
            FailingDisk disk = new FailingDisk(n);
            int done = 0;
            try (FileEpochStore opened = FileEpochStore.open(one, two, disk)) {
                for (Consumer<FileEpochStore> step : STEPS) {
                    step.accept(opened);
                    done++;
                }
            } catch (KeyUnavailableException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            try (FileEpochStore opened = FileEpochStore.open(one, two, new QuickDisk())) {
                String before = stateAfter(done);
                String after = stateAfter(Math.min(done + 1, STEPS.size()));
                assertThat(stateOf(opened)).isIn(before, after);
                if (opened.list().contains(gone(1))) {
                    assertThat(FileTrees.filesWith(one, wrapped(1))).isEmpty();
                    assertThat(FileTrees.filesWith(two, wrapped(1))).isEmpty();
                }
                for (int step = done; step < STEPS.size(); step++) {
                    STEPS.get(step).accept(opened);
                }
                assertThat(stateOf(opened)).isEqualTo(stateAfter(STEPS.size()));
            }
            failed = disk.hasFailed();
        }
        assertThat(n).isGreaterThan(60);
    }

    private static final List<Consumer<FileEpochStore>> STEPS = List.of(
            opened -> opened.createIfAbsent(epoch(1)),
            opened -> opened.remember(SHREDDED),
            opened -> opened.createIfAbsent(epoch(2)),
            opened -> opened.createIfAbsent(epoch(3)),
            opened -> opened.destroy(gone(1)),
            opened -> opened.markReported(1),
            opened -> opened.destroy(gone(2)));

    private static String stateOf(FileEpochStore opened) {
        return opened.list() + "" + opened.unreported() + opened.remembered();
    }

    private String stateAfter(int steps) {
        Path one = folder.resolve("state-1-" + steps);
        Path two = folder.resolve("state-2-" + steps);
        boolean made = Files.exists(one);
        try (FileEpochStore opened = made
                ? FileEpochStore.open(one, two, new QuickDisk())
                : FileEpochStore.create(one, two, new QuickDisk())) {
            if (!made) {
                STEPS.subList(0, steps).forEach(step -> step.accept(opened));
            }
            return stateOf(opened);
        }
    }

    @Test
    void aStoreIsMadeAsAWholeOrMadeAgain() {
        for (int n = 1; ; n++) {
            Path one = folder.resolve("made-1-" + n);
            Path two = folder.resolve("made-2-" + n);
            FailingDisk disk = new FailingDisk(n);
            try {
                FileEpochStore.create(one, two, disk).close();
            } catch (KeyUnavailableException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            boolean complete = Files.exists(one.resolve("epochs"));
            try (FileEpochStore opened = complete
                    ? FileEpochStore.open(one, two, new QuickDisk())
                    : FileEpochStore.create(one, two, new QuickDisk())) {
                assertThat(opened.createIfAbsent(epoch(1))).isEqualTo(epoch(1));
            }
            if (!disk.hasFailed()) {
                assertThat(n).isGreaterThan(15);
                return;
            }
        }
    }
}
