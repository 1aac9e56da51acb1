package dev.compliancekit.audit.heads;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The heads of all tenants as a binary tree: a tenant lies where the bits of the hash of its code lead, as deep as it
 * takes to be alone. So a root leaves one place for each tenant, and a path there shows its head, or that it has none.
 * The hashes are described in {@code docs/formats/log-export.md}.
 *
 * <p>After a change only the hashes on the way to it are computed again. <em>Not thread-safe: confine to one
 * thread.</em>
 */
public final class HeadsTree {

    private final HeadsHashes hashes = new HeadsHashes();
    private @Nullable Node root;
    private int tenants;

    /** A leaf if it has a head, else a fork. */
    private static final class Node {
        final byte[] key;

        @Nullable
        Head head;

        final @Nullable Node[] sides = new Node[2];
        byte @Nullable [] hash;

        Node(byte[] key, @Nullable Head head) {
            this.key = key;
            this.head = head;
        }
    }

    private HeadsTree() {}

    /**
     * A tree without tenants.
     *
     * @return the tree
     */
    public static HeadsTree empty() {
        return new HeadsTree();
    }

    /**
     * Says where a tenant stands now.
     *
     * @param tenant which
     * @param head replaces the one it had
     */
    public void put(TenantId tenant, Head head) {
        byte[] key = hashes.key(tenant).toByteArray();
        root = put(root, new Node(key, head), 0);
    }

    private Node put(@Nullable Node at, Node leaf, int depth) {
        if (at == null) {
            tenants++;
            return leaf;
        }
        if (at.head != null && Arrays.equals(at.key, leaf.key)) {
            return leaf;
        }
        Node fork = at;
        if (at.head != null) {
            fork = new Node(HeadsHashes.nothing(), null);
            fork.sides[HeadsHashes.bit(at.key, depth)] = at;
        }
        int side = HeadsHashes.bit(leaf.key, depth);
        fork.sides[side] = put(fork.sides[side], leaf, depth + 1);
        fork.hash = null;
        return fork;
    }

    /**
     * How many tenants have a head.
     *
     * @return the number
     */
    public int tenants() {
        return tenants;
    }

    /**
     * The hash over all heads.
     *
     * @return 32 bytes; all zero for a tree without tenants
     */
    public Bytes root() {
        return Bytes.copyOf(hash(root));
    }

    private byte[] hash(@Nullable Node node) {
        if (node == null) {
            return HeadsHashes.nothing();
        }
        byte[] known = node.hash;
        if (known == null) {
            Head head = node.head;
            known = head == null
                    ? hashes.node(hash(node.sides[0]), hash(node.sides[1]))
                    : hashes.leaf(Bytes.copyOf(node.key), head);
            node.hash = known;
        }
        return known;
    }

    /**
     * Shows a tenant's place.
     *
     * @param tenant which, whether it has a head or not
     * @return the path from there to the root
     */
    public HeadsPath path(TenantId tenant) {
        byte[] key = hashes.key(tenant).toByteArray();
        List<Bytes> siblings = new ArrayList<>();
        Node at = root;
        while (at != null && at.head == null) {
            int side = HeadsHashes.bit(key, siblings.size());
            siblings.add(Bytes.copyOf(hash(at.sides[1 - side])));
            at = at.sides[side];
        }
        Collections.reverse(siblings);
        return at == null
                ? HeadsPath.toNothing(siblings)
                : HeadsPath.toHead(Bytes.copyOf(at.key), Objects.requireNonNull(at.head), siblings);
    }
}
