package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProofsTest {

    private static final int SIZES = 300;
    private static final int SIZES_OF_INCLUSION = Integer.getInteger("proof.sizes", 130);

    private final ReferenceTree tree = ReferenceTree.ofSize(SIZES);

    @Test
    void everyConsistencyProofVerifiesAndNoChangedNodePasses() {
        int refused = 0;
        for (int newSize = 0; newSize <= SIZES; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                List<Bytes> hashes = tree.nodes().consistencyPath(oldSize, newSize);
                Checkpoint older = tree.checkpoint(oldSize);
                Checkpoint newer = tree.checkpoint(newSize);
                new ConsistencyProof(oldSize, newSize, hashes).verify(older, newer);
                for (List<Bytes> changed : changes(hashes)) {
                    requireRefused(() ->
                            new ConsistencyProof(older.treeSize(), newer.treeSize(), changed).verify(older, newer));
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(50_000);
    }

    @Test
    void everyInclusionProofVerifiesAndNoChangedNodePasses() {
        int refused = 0;
        for (int size = 1; size <= SIZES_OF_INCLUSION; size++) {
            Checkpoint checkpoint = tree.checkpoint(size);
            for (int index = 0; index < size; index++) {
                List<Bytes> hashes = tree.nodes().inclusionPath(index, size);
                InclusionProof proof = new InclusionProof(index, size, hashes);
                Bytes leaf = tree.leaf(index);
                proof.verify(leaf, checkpoint);
                for (List<Bytes> changed : changes(hashes)) {
                    requireRefused(() ->
                            new InclusionProof(proof.index(), proof.treeSize(), changed).verify(leaf, checkpoint));
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(50_000);
    }

    @Test
    void aProofIsOfItsIndexOnly() {
        Checkpoint checkpoint = tree.checkpoint(100);
        for (int index = 0; index < 100; index++) {
            List<Bytes> hashes = tree.nodes().inclusionPath(index, 100);
            Bytes leaf = tree.leaf(index);
            for (int other = 0; other < 100; other++) {
                InclusionProof moved = new InclusionProof(other, 100, hashes);
                if (other != index) {
                    requireRefused(() -> moved.verify(leaf, checkpoint));
                }
            }
        }
    }

    /** One node with a bit changed, one left out, one more, two swapped. */
    private static List<List<Bytes>> changes(List<Bytes> hashes) {
        List<List<Bytes>> changes = new ArrayList<>();
        Bytes extra = Bytes.copyOf(new byte[32]);
        for (int i = 0; i < hashes.size(); i++) {
            byte[] flipped = hashes.get(i).toByteArray();
            flipped[i % 32] ^= (byte) (1 << (i % 8));
            List<Bytes> changed = new ArrayList<>(hashes);
            changed.set(i, Bytes.copyOf(flipped));
            changes.add(changed);
            List<Bytes> shorter = new ArrayList<>(hashes);
            shorter.remove(i);
            changes.add(shorter);
            if (i > 0) {
                List<Bytes> swapped = new ArrayList<>(hashes);
                Collections.swap(swapped, i - 1, i);
                changes.add(swapped);
            }
        }
        List<Bytes> longer = new ArrayList<>(hashes);
        longer.add(extra);
        changes.add(longer);
        return changes;
    }

    private static void requireRefused(ThrowingCallable verification) {
        try {
            verification.call();
        } catch (LogTamperedException e) {
            return;
        } catch (Throwable e) {
            throw new AssertionError("refused in another way", e);
        }
        throw new AssertionError("a changed proof passed");
    }

    @Test
    void refusesCheckpointsOfOtherSizesLogsAndRoots() {
        Checkpoint older = tree.checkpoint(6);
        Checkpoint newer = tree.checkpoint(8);
        ConsistencyProof proof = new ConsistencyProof(6, 8, tree.nodes().consistencyPath(6, 8));
        assertThatThrownBy(() -> proof.verify(tree.checkpoint(5), newer))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("sizes 5 and 8");
        assertThatThrownBy(() -> proof.verify(older, tree.checkpoint(9))).isInstanceOf(LogTamperedException.class);
        assertThatThrownBy(() -> proof.verify(new Checkpoint("example.com/other", 6, older.rootHash()), newer))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("different logs");
        Checkpoint forged = new Checkpoint(older.origin(), 6, Bytes.copyOf(new byte[32]));
        assertThatThrownBy(() -> proof.verify(forged, newer)).isInstanceOf(LogTamperedException.class);
        InclusionProof inclusion = new InclusionProof(5, 8, tree.nodes().inclusionPath(5, 8));
        assertThatThrownBy(() -> inclusion.verify(tree.leaf(5), tree.checkpoint(7)))
                .isInstanceOf(LogTamperedException.class)
                .hasMessageContaining("size 7");
        assertThatThrownBy(() -> inclusion.verify(tree.leaf(4), newer)).isInstanceOf(LogTamperedException.class);
    }

    @Test
    void refusesARewrittenLogOfEqualSizeAndAForgedEmptyOne() {
        Checkpoint one = tree.checkpoint(8);
        Checkpoint fork = new Checkpoint(one.origin(), 8, Bytes.copyOf(new byte[32]));
        ConsistencyProof none = new ConsistencyProof(8, 8, List.of());
        none.verify(one, one);
        assertThatThrownBy(() -> none.verify(one, fork)).isInstanceOf(LogTamperedException.class);
        ConsistencyProof fromEmpty = new ConsistencyProof(0, 8, List.of());
        fromEmpty.verify(tree.checkpoint(0), one);
        assertThatThrownBy(() -> fromEmpty.verify(new Checkpoint(one.origin(), 0, one.rootHash()), one))
                .isInstanceOf(LogTamperedException.class);
    }

    @Test
    void refusesMoreThanSixtyFourHashesAndHashesOfOtherLengths() {
        List<Bytes> many = Collections.nCopies(65, Bytes.copyOf(new byte[32]));
        List<Bytes> odd = List.of(Bytes.copyOf(new byte[31]));
        assertThatThrownBy(() -> new InclusionProof(0, 2, many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(1, 2, many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InclusionProof(0, 2, odd)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(1, 2, odd)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new InclusionProof(0, 2, many.subList(0, 64)).hashes()).hasSize(64);
        assertThatThrownBy(() -> new InclusionProof(2, 2, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InclusionProof(-1, 2, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(3, 2, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(-1, 2, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theGrowingTreeHasTheRootsOfTheDefinition() {
        MerkleTree growing = MerkleTree.empty();
        for (int size = 0; size < SIZES; size++) {
            assertThat(growing.size()).isEqualTo(size);
            assertThat(growing.root()).isEqualTo(tree.checkpoint(size).rootHash());
            growing.append(tree.leaf(size));
        }
        assertThatThrownBy(() -> growing.append(Bytes.copyOf(new byte[31])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
