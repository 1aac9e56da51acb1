package dev.compliancekit.crypto.file;

import static dev.compliancekit.crypto.file.KeyRecords.active;
import static dev.compliancekit.crypto.file.KeyRecords.destroyed;
import static dev.compliancekit.crypto.file.KeyRecords.rewrapped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many records: buckets are split, and everything is still found. */
class FileKeyStoreSizeTest {

    private static final TenantId CATS = new TenantId("cats");

    @TempDir
    Path folder;

    private Path directory;

    @BeforeEach
    void create() {
        directory = folder.resolve("keys");
        FileKeyStore.create(directory, new QuickDisk()).close();
    }

    private FileKeyStore open() {
        return FileKeyStore.open(directory, new QuickDisk());
    }

    private static KeyRecord.Active key(int i) {
        return active("cats", "s-" + i, 1, i);
    }

    @Test
    void bucketsAreSplitAsRecordsCome() throws IOException {
        int count = 3 * Bucket.MAX_RECORDS;
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(1));
        try (FileKeyStore store = open()) {
            for (int i : order) {
                assertThat(store.createIfAbsent(key(i))).isEqualTo(key(i));
            }
        }
        try (FileKeyStore store = open();
                Stream<KeyRecord> all = store.list(CATS)) {
            assertThat(all).hasSize(count).doesNotHaveDuplicates();
            for (int i = 0; i < count; i += 100) {
                assertThat(store.load(key(i).metadata().address())).contains(key(i));
                assertThat(store.createIfAbsent(key(i))).isEqualTo(key(i));
            }
            assertThat(store.load(key(count).metadata().address())).isEmpty();
        }
        for (Path bucket : FileTrees.filesIn(directory.resolve("first/tenants/cats"))) {
            assertThat(Files.size(bucket)).isLessThan(Bucket.MAX_RECORDS * 170L);
        }
        assertThat(FileTrees.filesIn(directory.resolve("first/tenants/cats"))).hasSizeBetween(7, 15);
    }

    @Test
    void theKeysOfOneSubjectAreNeverSplit() throws IOException {
        int count = Bucket.MAX_RECORDS + 50;
        try (FileKeyStore store = open()) {
            for (int i = 1; i <= count; i++) {
                store.createIfAbsent(active("cats", "s", i, -i));
            }
            assertThat(FileTrees.filesIn(directory.resolve("first/tenants"))).hasSize(1);
            // another subject, and they part
            KeyRecord.Active other = active("cats", "t", 1, 1);
            store.createIfAbsent(other);
            assertThat(store.load(other.metadata().address())).contains(other);
            List<KeyRecord> keys = store.list(CATS, new SubjectId("s"));
            assertThat(keys).hasSize(count);
            assertThat(keys).map(each -> each.metadata().keyId()).isSorted();
            assertThat(store.newest(keys.get(0).metadata().name())
                            .orElseThrow()
                            .metadata()
                            .version())
                    .isEqualTo(count);
        }
    }

    @Test
    void othersGetInBetweenWhileATenantIsReplaced() throws IOException {
        int count = 4 * Bucket.MAX_RECORDS;
        KeyRecords.plant(directory, "cats", count);
        Set<KeyRecord> replaced = new HashSet<>();
        try (FileKeyStore store = open()) {
            Thread other = new Thread(() -> {
                for (int i = 0; i < count; i += 64) {
                    store.destroy(destroyed(key(i)));
                }
            });
            long[] number = new long[1];
            Thread main = Thread.currentThread();
            number[0] = store.replaceAll(CATS, each -> {
                if (replaced.isEmpty()) {
                    other.start();
                }
                assertThat(Thread.currentThread()).isEqualTo(main);
                replaced.add(each);
                return rewrapped(each, 2);
            });
            join(other);
            assertThat(number[0]).isEqualTo(replaced.size()).isLessThanOrEqualTo(count);
            try (Stream<KeyRecord> all = store.list(CATS)) {
                List<KeyRecord> records = all.toList();
                assertThat(records).hasSize(count);
                assertThat(records.stream().filter(KeyRecord.Destroyed.class::isInstance))
                        .hasSize(count / 64);
                assertThat(records.stream()
                                .filter(each -> each instanceof KeyRecord.Active active && active.epoch() != 2))
                        .isEmpty();
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListGoesOnWhileBucketsAreSplit() throws IOException {
        int count = 2 * Bucket.MAX_RECORDS;
        KeyRecords.plant(directory, "cats", count);
        try (FileKeyStore store = open();
                Stream<KeyRecord> all = store.list(CATS)) {
            Set<KeyRecord> seen = new HashSet<>();
            Iterator<KeyRecord> each = all.iterator();
            seen.add(each.next());
            for (int i = count; i < 2 * count; i++) {
                store.createIfAbsent(key(i));
            }
            each.forEachRemaining(seen::add);
            for (int i = 0; i < count; i++) {
                assertThat(seen).contains(key(i));
            }
        }
    }

    @Test
    void aHundredThousandRecordsAreFoundListedAndReplaced() throws IOException {
        int count = 100_000;
        KeyRecords.plant(directory, "cats", count);
        try (FileKeyStore store = open()) {
            Random random = new Random(2);
            for (int i = 0; i < 200; i++) {
                KeyRecord.Active key = key(random.nextInt(count));
                assertThat(store.load(key.metadata().address())).contains(key);
            }
            assertThat(store.replaceAll(CATS, each -> rewrapped(each, 2))).isEqualTo(count);
            assertThat(store.replaceAll(CATS, each -> each)).isZero();
            try (Stream<KeyRecord> all = store.list(CATS)) {
                assertThat(all.filter(each -> each instanceof KeyRecord.Active active && active.epoch() == 2))
                        .hasSize(count);
            }
        }
    }
}
