package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.List;

/**
 * Shows that an entry stands at an index of a log of a certain size (RFC 9162 section 2.1.3). <em>Immutable.</em>
 *
 * @param index the entry's index, from 0
 * @param treeSize the size of the log that the proof is for, above the index
 * @param hashes the path from the leaf's sibling up; at most 64 hashes of 32 bytes
 */
public record InclusionProof(long index, long treeSize, List<Bytes> hashes) {

    /**
     * Checks the ranges; whether the proof holds is for {@link #verify}.
     *
     * @param index the entry's index, from 0
     * @param treeSize the size of the log, above the index
     * @param hashes the path; copied
     * @throws IllegalArgumentException if the index is not below the size, there are more than 64 hashes, or one is not
     *     32 bytes
     */
    public InclusionProof {
        requireIndex(index, treeSize);
        hashes = Proofs.require(hashes);
    }

    static void requireIndex(long index, long treeSize) {
        if (index < 0 || index >= treeSize) {
            throw new IllegalArgumentException("index is " + index + " in a log of " + treeSize
                    + " entries; accepted is 0 or more and below that");
        }
    }

    /**
     * Verifies the proof for one entry against a checkpoint (RFC 9162 section 2.1.3.2).
     *
     * @param leafHash the entry's own hash, see {@link MerkleTree#leafHash}
     * @param checkpoint a checkpoint of this size whose signature was verified
     * @throws LogTamperedException if the checkpoint is of another size, or the path does not lead to its root
     */
    public void verify(Bytes leafHash, Checkpoint checkpoint) {
        if (checkpoint.treeSize() != treeSize) {
            throw new LogTamperedException(
                    "inclusion proof is for size " + treeSize + ", the checkpoint is of size " + checkpoint.treeSize());
        }
        Bytes root = root(leafHash);
        if (!root.equals(checkpoint.rootHash())) {
            throw new LogTamperedException("inclusion proof of entry " + index + " leads to the root " + root
                    + ", the checkpoint says " + checkpoint.rootHash());
        }
    }

    private Bytes root(Bytes leafHash) {
        Sha256 sha = new Sha256();
        byte[] root = leafHash.toByteArray();
        long position = index;
        long last = treeSize - 1;
        for (Bytes hash : hashes) {
            if (last == 0) {
                throw new LogTamperedException("inclusion proof of entry " + index + " has more hashes than its path");
            }
            if ((position & 1) == 1 || position == last) {
                root = sha.node(hash.toByteArray(), root);
                int skipped = position == 0 ? 0 : Long.numberOfTrailingZeros(position);
                position >>= skipped;
                last >>= skipped;
            } else {
                root = sha.node(root, hash.toByteArray());
            }
            position >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new LogTamperedException("inclusion proof of entry " + index + " has fewer hashes than its path");
        }
        return Bytes.copyOf(root);
    }
}
