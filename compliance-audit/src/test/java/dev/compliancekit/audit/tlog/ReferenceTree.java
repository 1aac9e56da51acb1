package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definitions of RFC 9162 section 2.1 written down as they stand, over leaves held in memory. */
final class ReferenceTree {

    private final Map<List<Integer>, Bytes> known = new HashMap<>();
    private final List<byte[]> leaves = new ArrayList<>();

    static ReferenceTree ofSize(int size) {
        ReferenceTree tree = new ReferenceTree();
        for (int i = 0; i < size; i++) {
            tree.leaves.add(hash(new byte[] {0, (byte) i, (byte) (i >> 8)}));
        }
        return tree;
    }

    Bytes leaf(int index) {
        return Bytes.copyOf(leaves.get(index));
    }

    Checkpoint checkpoint(int size) {
        return new Checkpoint("example.com/log", size, Bytes.copyOf(root(0, size)));
    }

    byte[] root(int from, int toExclusive) {
        int n = toExclusive - from;
        if (n == 0) {
            return hash(new byte[0]);
        }
        if (n == 1) {
            return leaves.get(from);
        }
        Bytes root = known.get(List.of(from, toExclusive));
        if (root == null) {
            root = Bytes.copyOf(split(from, toExclusive));
            known.put(List.of(from, toExclusive), root);
        }
        return root.toByteArray();
    }

    private byte[] split(int from, int toExclusive) {
        int k = 1;
        while (k * 2 < toExclusive - from) {
            k *= 2;
        }
        return node(root(from, from + k), root(from + k, toExclusive));
    }

    Nodes nodes() {
        return (height, index) -> root((int) index << height, (int) (index + 1) << height);
    }

    private static byte[] node(byte[] left, byte[] right) {
        byte[] all = new byte[65];
        all[0] = 1;
        System.arraycopy(left, 0, all, 1, 32);
        System.arraycopy(right, 0, all, 33, 32);
        return hash(all);
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
