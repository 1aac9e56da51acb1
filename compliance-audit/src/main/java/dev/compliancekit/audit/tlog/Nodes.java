package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Where complete subtrees of a log come from, and the proofs that can be made of them (RFC 9162 section 2.1). */
interface Nodes {

    /**
     * The root of the {@code index}-th complete subtree of 2^{@code height} leaves.
     *
     * @param height 0 for leaf hashes
     * @param index from 0
     * @return 32 bytes
     */
    byte[] node(int height, long index);

    /** PATH(m, D_n) of RFC 9162 section 2.1.3.1, the leaf's sibling first. */
    default List<Bytes> inclusionPath(long index, long size) {
        List<Bytes> path = new ArrayList<>();
        addPath(path, index, 0, size);
        return path;
    }

    /** PROOF(m, D_n) of RFC 9162 section 2.1.4.1, lowest first; empty for m = 0 and m = n. */
    default List<Bytes> consistencyPath(long oldSize, long newSize) {
        List<Bytes> path = new ArrayList<>();
        if (oldSize > 0) {
            addSubproof(path, oldSize, 0, newSize, true);
        }
        return path;
    }

    private void addPath(List<Bytes> path, long index, long from, long toExclusive) {
        if (toExclusive - from == 1) {
            return;
        }
        long split = from + split(toExclusive - from);
        if (index < split) {
            addPath(path, index, from, split);
            path.add(root(split, toExclusive));
        } else {
            addPath(path, index, split, toExclusive);
            path.add(root(from, split));
        }
    }

    private void addSubproof(List<Bytes> path, long oldEnd, long from, long toExclusive, boolean known) {
        if (oldEnd == toExclusive) {
            if (!known) {
                path.add(root(from, toExclusive));
            }
            return;
        }
        long split = from + split(toExclusive - from);
        if (oldEnd <= split) {
            addSubproof(path, oldEnd, from, split, known);
            path.add(root(split, toExclusive));
        } else {
            addSubproof(path, oldEnd, split, toExclusive, false);
            path.add(root(from, split));
        }
    }

    /** MTH(D[from:toExclusive]), where {@code from} is a multiple of the greatest power of two within the range. */
    private Bytes root(long from, long toExclusive) {
        Sha256 sha = new Sha256();
        List<byte[]> parts = new ArrayList<>();
        for (long at = from; at < toExclusive; ) {
            long width = Long.highestOneBit(toExclusive - at);
            parts.add(node(Long.numberOfTrailingZeros(width), at / width));
            at += width;
        }
        byte[] root = parts.get(parts.size() - 1);
        for (int i = parts.size() - 2; i >= 0; i--) {
            root = sha.node(parts.get(i), root);
        }
        return Bytes.copyOf(root);
    }

    /** The greatest power of two below n, for n of 2 or more. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }
}
