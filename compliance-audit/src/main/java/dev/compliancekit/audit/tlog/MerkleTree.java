package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.Arrays;

/**
 * A growing Merkle tree (RFC 9162 section 2.1) of which only the right edge is kept: at most 63 hashes, whatever the
 * size. It answers with the root of what was appended; proofs come from a {@link TileDirectory}.
 *
 * <p><em>Not thread-safe: confine to one thread.</em>
 */
public final class MerkleTree {

    private static final int MAX_HEIGHT = 63;
    private static final byte[] ABSENT = new byte[0];

    private final Sha256 sha = new Sha256();
    /** The root of the complete subtree of each height, as far as the size has one. */
    private final byte[][] edge = new byte[MAX_HEIGHT][];

    /** The root of the last complete subtree of each height, also where it is part of a greater one by now. */
    private final byte[][] newest = new byte[MAX_HEIGHT][];

    private long size;

    private MerkleTree() {
        Arrays.fill(edge, ABSENT);
        Arrays.fill(newest, ABSENT);
    }

    /**
     * A tree without leaves.
     *
     * @return the tree
     */
    public static MerkleTree empty() {
        return new MerkleTree();
    }

    /**
     * The hash of an entry: SHA-256 over {@code 0x00} and the entry.
     *
     * @param entry the entry as it is stored; read, not kept
     * @return 32 bytes
     */
    public static Bytes leafHash(byte[] entry) {
        return Bytes.copyOf(new Sha256().leaf(entry));
    }

    /**
     * Appends a leaf.
     *
     * @param leafHash the hash of the entry, 32 bytes, see {@link #leafHash}
     * @throws IllegalArgumentException if it is not 32 bytes
     */
    public void append(Bytes leafHash) {
        if (leafHash.size() != Sha256.SIZE) {
            throw new IllegalArgumentException("leafHash has " + leafHash.size() + " bytes; accepted are 32");
        }
        append(leafHash.toByteArray());
    }

    void append(byte[] leafHash) {
        append(leafHash, 0);
    }

    private void append(byte[] root, int subtreeHeight) {
        Arrays.fill(newest, 0, subtreeHeight, ABSENT);
        byte[] carried = root;
        int height = subtreeHeight;
        for (byte[] left = edge[height]; left.length > 0; left = edge[height]) {
            newest[height] = carried;
            carried = sha.node(left, carried);
            edge[height] = ABSENT;
            height++;
        }
        edge[height] = carried;
        newest[height] = carried;
        size += 1L << subtreeHeight;
    }

    /**
     * Appends a complete subtree of which only the root is known.
     *
     * @param root the root hash of its leaves, 32 bytes
     * @param height 0 to 62: the subtree has 2^height leaves
     * @throws IllegalArgumentException if the hash is not 32 bytes, the height is out of range, or the tree's size is
     *     not a multiple of 2^height
     */
    public void appendSubtree(Bytes root, int height) {
        if (root.size() != Sha256.SIZE) {
            throw new IllegalArgumentException("root has " + root.size() + " bytes; accepted are 32");
        }
        if (height < 0 || height >= MAX_HEIGHT || (size & ((1L << height) - 1)) != 0) {
            throw new IllegalArgumentException("height is " + height + " at size " + size
                    + "; accepted are 0 to 62, where 2^height divides the size");
        }
        append(root.toByteArray(), height);
    }

    /**
     * The root of the subtree of the last 2^height leaves.
     *
     * @param height 0 to 62
     * @return 32 bytes
     * @throws IllegalArgumentException if the height is out of range, the size is 0 or not a multiple of 2^height, or
     *     those leaves were appended as part of a greater subtree
     */
    public Bytes newestSubtree(int height) {
        if (height < 0 || height >= MAX_HEIGHT || (size & ((1L << height) - 1)) != 0 || newest[height].length == 0) {
            throw new IllegalArgumentException("height is " + height + " at size " + size
                    + "; accepted are 0 to 62, where 2^height divides the size and the leaves are known");
        }
        return Bytes.copyOf(newest[height]);
    }

    /**
     * How many leaves were appended.
     *
     * @return the number, from 0
     */
    public long size() {
        return size;
    }

    /**
     * The root hash of all leaves so far; SHA-256 of nothing for the empty tree.
     *
     * @return 32 bytes
     */
    public Bytes root() {
        byte[] root = ABSENT;
        for (byte[] left : edge) {
            if (left.length > 0) {
                root = root.length == 0 ? left : sha.node(left, root);
            }
        }
        return Bytes.copyOf(size == 0 ? sha.empty() : root);
    }
}
