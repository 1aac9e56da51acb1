package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.List;

/**
 * Shows that a log only grew from one size to another (RFC 9162 section 2.1.4). <em>Immutable.</em>
 *
 * @param oldSize the size then, from 0
 * @param newSize the size now, not below the old one
 * @param hashes the proof's nodes, lowest first; at most 64 hashes of 32 bytes; none if the sizes are equal or the old
 *     one is 0
 */
public record ConsistencyProof(long oldSize, long newSize, List<Bytes> hashes) {

    /**
     * Checks the ranges; whether the proof holds is for {@link #verify}.
     *
     * @param oldSize the size then, from 0
     * @param newSize the size now, not below the old one
     * @param hashes the proof's nodes; copied
     * @throws IllegalArgumentException if the sizes are out of order, there are more than 64 hashes, or one is not 32
     *     bytes
     */
    public ConsistencyProof {
        requireSizes(oldSize, newSize);
        hashes = Proofs.require(hashes);
    }

    static void requireSizes(long oldSize, long newSize) {
        if (oldSize < 0 || newSize < oldSize) {
            throw new IllegalArgumentException("sizes are " + oldSize + " and " + newSize
                    + "; accepted are 0 or more, the older not above the newer");
        }
    }

    /**
     * Verifies the proof between two checkpoints (RFC 9162 section 2.1.4.2).
     *
     * @param older a checkpoint of the old size whose signature was verified
     * @param newer a checkpoint of the new size whose signature was verified
     * @throws LogTamperedException if the checkpoints are of other sizes or of two logs, or the proof does not lead
     *     from one root to the other
     */
    public void verify(Checkpoint older, Checkpoint newer) {
        if (!older.origin().equals(newer.origin())) {
            throw new LogTamperedException("the two checkpoints are of different logs");
        }
        if (older.treeSize() != oldSize || newer.treeSize() != newSize) {
            throw new LogTamperedException("consistency proof is for sizes " + oldSize + " and " + newSize
                    + ", the checkpoints are of sizes " + older.treeSize() + " and " + newer.treeSize());
        }
        if (oldSize == 0 || oldSize == newSize) {
            verifyTrivial(older, newer);
        } else {
            verifyGrowth(older, newer);
        }
    }

    private void verifyTrivial(Checkpoint older, Checkpoint newer) {
        requireRoot(
                older,
                oldSize == newSize ? newer.rootHash() : MerkleTree.empty().root());
        if (!hashes.isEmpty()) {
            throw new LogTamperedException("consistency proof has hashes where none belong");
        }
    }

    private void verifyGrowth(Checkpoint older, Checkpoint newer) {
        Sha256 sha = new Sha256();
        boolean complete = Long.bitCount(oldSize) == 1;
        if (!complete && hashes.isEmpty()) {
            throw new LogTamperedException("consistency proof has fewer hashes than its path");
        }
        byte[] oldRoot = (complete ? older.rootHash() : hashes.get(0)).toByteArray();
        byte[] newRoot = oldRoot;
        int shared = Long.numberOfTrailingZeros(oldSize);
        long position = (oldSize - 1) >> shared;
        long last = (newSize - 1) >> shared;
        for (Bytes hash : hashes.subList(complete ? 0 : 1, hashes.size())) {
            if (last == 0) {
                throw new LogTamperedException("consistency proof has more hashes than its path");
            }
            byte[] sibling = hash.toByteArray();
            if ((position & 1) == 1 || position == last) {
                oldRoot = sha.node(sibling, oldRoot);
                newRoot = sha.node(sibling, newRoot);
                int skipped = position == 0 ? 0 : Long.numberOfTrailingZeros(position);
                position >>= skipped;
                last >>= skipped;
            } else {
                newRoot = sha.node(newRoot, sibling);
            }
            position >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new LogTamperedException("consistency proof has fewer hashes than its path");
        }
        requireRoot(older, Bytes.copyOf(oldRoot));
        requireRoot(newer, Bytes.copyOf(newRoot));
    }

    private static void requireRoot(Checkpoint checkpoint, Bytes root) {
        if (!checkpoint.rootHash().equals(root)) {
            throw new LogTamperedException("consistency proof leads to the root " + root + ", the checkpoint of size "
                    + checkpoint.treeSize() + " says " + checkpoint.rootHash());
        }
    }
}
