package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that was closed is opened from its right edge; what is not as it was written down is read from the beginning.
 */
class OpeningTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");
    private static final String HEADS = "tenant-heads";

    @TempDir
    private Path temp;

    private TestLog logs;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    private void write(int events) {
        try (AuditLog log = logs.open()) {
            log.appendAll(TestLog.events(ACME, events));
            log.append(TestLog.event(ZOO, 0));
        }
    }

    private byte[] heads() throws IOException {
        return Files.readAllBytes(logs.directory().resolve(HEADS));
    }

    private void heads(byte[] content) throws IOException {
        Files.write(logs.directory().resolve(HEADS), content);
    }

    private void damageTheFirstEntry() throws IOException {
        Path bundle = logs.directory().resolve("tile/entries/000");
        byte[] entries = Files.readAllBytes(bundle);
        entries[10] ^= 1;
        Files.write(bundle, entries);
    }

    @Test
    void everySizeIsTheSameFromTheEdgeAndFromTheBeginning() throws IOException {
        int size = 0;
        for (int step : new int[] {1, 1, 3, 250, 1, 1, 254, 1, 1, 500, 30}) {
            Path copy = temp.resolve("copy" + size);
            SignedCheckpoint fromEdge;
            AuditReceipt next;
            try (AuditLog log = logs.open()) {
                log.appendAll(TestLog.events(size % 2 == 0 ? ACME : ZOO, step));
                fromEdge = log.checkpoint();
            }
            TestLog.copy(logs.directory(), copy);
            Files.delete(copy.resolve(HEADS));
            try (AuditLog log = logs.open(copy);
                    AuditLog same = logs.open()) {
                assertThat(log.published()).isEqualTo(fromEdge);
                next = log.append(TestLog.event(ACME, 7));
                assertThat(same.append(TestLog.event(ACME, 7))).isEqualTo(next);
                assertThat(log.checkpoint()).isEqualTo(same.checkpoint());
            }
            size += step;
        }
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                .isEmpty();
    }

    @Test
    void entriesFromBeforeTheHeadsAreNotRead() throws IOException {
        write(600);
        damageTheFirstEntry();
        try (AuditLog log = logs.builder(logs.directory()).rememberedEvents(10).open()) {
            assertThat(log.append(TestLog.event(ACME, 0)).tenantSequence()).isEqualTo(600);
            assertThat(log.append(TestLog.event(ZOO, 0)).tenantSequence()).isEqualTo(1);
        }
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).firstBadIndex())
                .hasValue(0);
        Files.delete(logs.directory().resolve(HEADS));
        assertThatThrownBy(() -> logs.open()).isInstanceOf(LogTamperedException.class);
    }

    @Test
    void headsThatAreNotWhatWasWrittenAreAsIfTheyWereNotThere() throws IOException {
        write(300);
        byte[] good = heads();
        List<byte[]> bad = new ArrayList<>();
        for (int i = 0; i < good.length; i += 7) {
            byte[] flipped = good.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            bad.add(flipped);
            bad.add(Arrays.copyOf(good, i));
        }
        bad.add(Arrays.copyOf(good, good.length + 1));
        for (byte[] content : bad) {
            heads(content);
            try (AuditLog log = logs.open()) {
                assertThat(log.recovery().entries()).isEqualTo(301);
            }
            assertThat(heads()).isEqualTo(good);
        }
        damageTheFirstEntry();
        heads(bad.get(0));
        assertThatThrownBy(() -> logs.open()).isInstanceOf(LogTamperedException.class);
    }

    @Test
    void olderHeadsServeAndThoseOfAForkAreRefused() throws IOException {
        write(300);
        byte[] older = heads();
        Path fork = temp.resolve("fork");
        TestLog.copy(logs.directory(), fork);
        write(300);
        heads(older);
        try (AuditLog log = logs.open()) {
            assertThat(log.append(TestLog.event(ACME, 0)).tenantSequence()).isEqualTo(600);
        }
        try (AuditLog log = logs.open(fork)) {
            log.append(TestLog.event(ZOO, 1));
        }
        heads(Files.readAllBytes(fork.resolve(HEADS)));
        assertThatThrownBy(() -> logs.open())
                .isInstanceOf(LogTamperedException.class)
                .hasMessageStartingWith("the log is not opened for writing, and nothing was changed: ");
    }

    @Test
    void damageAtTheEdgeIsFoundAtOnce() throws IOException {
        write(300);
        for (String file : List.of("tile/0/001.p/45", "tile/entries/001.p/45", "tile/1/000.p/1")) {
            Path path = logs.directory().resolve(file);
            byte[] good = Files.readAllBytes(path);
            byte[] bad = good.clone();
            bad[5] ^= 1;
            Files.write(path, bad);
            assertThatThrownBy(() -> logs.open()).as(file).isInstanceOf(LogTamperedException.class);
            Files.write(path, good);
        }
        logs.open().close();
    }

    @Test
    void theFormIsThatOfTheDocument() throws IOException {
        write(2);
        byte[] file = heads();
        assertThat(new String(file, 0, 10, StandardCharsets.US_ASCII)).isEqualTo("ckheads/1\n");
        assertThat(file).hasSize(10 + 8 + 32 + 4 + (1 + 4 + 8 + 32) + (1 + 3 + 8 + 32) + 32);
        assertThat(Arrays.copyOfRange(file, 54, 59)).containsExactly(4, 'a', 'c', 'm', 'e');
        WriteAheadTags tags = new WriteAheadTags(logs.key());
        TenantHeadsFile.Heads heads =
                TenantHeadsFile.read(logs.directory(), tags).orElseThrow();
        assertThat(heads.size()).isEqualTo(3);
        assertThat(heads.heads())
                .extractingFromEntries(head -> head.getValue().nextSequence())
                .containsExactly(2L, 1L);
    }

    @Test
    void subtreesOfEveryHeightGiveTheTreeOfTheirLeaves() {
        for (int size = 1; size < 1200; size += 1 + size / 7) {
            MerkleTree byLeaf = MerkleTree.empty();
            MerkleTree bySubtree = MerkleTree.empty();
            TreeMap<Integer, Integer> subtrees = new TreeMap<>();
            for (int height = 31 - Integer.numberOfLeadingZeros(size), at = 0; height >= 0; height--) {
                if ((size >> height & 1) == 1) {
                    subtrees.put(at, height);
                    at += 1 << height;
                }
            }
            for (int i = 0; i < size; i++) {
                byLeaf.append(leaf(i));
            }
            subtrees.forEach((from, height) -> {
                MerkleTree subtree = MerkleTree.empty();
                for (int i = from; i < from + (1 << height); i++) {
                    subtree.append(leaf(i));
                }
                bySubtree.appendSubtree(subtree.root(), height);
            });
            assertThat(bySubtree.root()).isEqualTo(byLeaf.root());
            assertThat(bySubtree.size()).isEqualTo(size);
            bySubtree.append(leaf(size));
            byLeaf.append(leaf(size));
            assertThat(bySubtree.root()).isEqualTo(byLeaf.root());
        }
        MerkleTree odd = MerkleTree.empty();
        odd.append(leaf(0));
        assertThatThrownBy(() -> odd.appendSubtree(leaf(1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("height is 1 at size 1; accepted are 0 to 62, where 2^height divides the size");
        assertThatThrownBy(() -> odd.appendSubtree(Bytes.copyOf(new byte[31]), 0))
                .hasMessage("root has 31 bytes; accepted are 32");
    }

    @Test
    void theRootOfTheLastLeavesIsKeptByHeight() {
        MerkleTree tree = MerkleTree.empty();
        for (int size = 1; size <= 70; size++) {
            tree.append(leaf(size - 1));
            for (int height = 0; size % (1 << height) == 0; height++) {
                MerkleTree last = MerkleTree.empty();
                for (int i = size - (1 << height); i < size; i++) {
                    last.append(leaf(i));
                }
                assertThat(tree.newestSubtree(height)).isEqualTo(last.root());
            }
        }
        assertThatThrownBy(() -> tree.newestSubtree(2)).hasMessageStartingWith("height is 2 at size 70; accepted are");
        assertThatThrownBy(() -> tree.newestSubtree(63)).hasMessageStartingWith("height is 63");
        assertThatThrownBy(() -> MerkleTree.empty().newestSubtree(0)).hasMessageStartingWith("height is 0 at size 0");
        tree.appendSubtree(leaf(70), 1);
        assertThat(tree.newestSubtree(1)).isEqualTo(leaf(70));
        assertThatThrownBy(() -> tree.newestSubtree(0)).hasMessageStartingWith("height is 0 at size 72");
    }

    private static Bytes leaf(int number) {
        return MerkleTree.leafHash(new byte[] {(byte) number, (byte) (number >> 8)});
    }
}
