package dev.compliancekit.testkit;

import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.Bytes;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A small log in memory, after the definitions of RFC 9162 section 2.1. <em>Immutable.</em> */
final class SampleLog {

    private final SigningKey key;
    private final List<Bytes> leaves;

    private SampleLog(SigningKey key, List<Bytes> leaves) {
        this.key = key;
        this.leaves = leaves;
    }

    static SampleLog of(String origin, int size) {
        return new SampleLog(
                key(origin, 1),
                IntStream.range(0, size).mapToObj(i -> leaf("entry " + i)).toList());
    }

    /** A key of a log; another number makes another key. */
    static SigningKey key(String origin, int number) {
        return SigningKey.generate(origin, new Numbered(number));
    }

    /** Another log of the same key that is the same up to an index. */
    SampleLog forkedAt(int index) {
        List<Bytes> forked = new ArrayList<>(leaves.subList(0, index));
        for (int i = index; i < leaves.size(); i++) {
            forked.add(leaf("entry " + i + " of the fork"));
        }
        return new SampleLog(key, List.copyOf(forked));
    }

    private static Bytes leaf(String entry) {
        return MerkleTree.leafHash(entry.getBytes(StandardCharsets.UTF_8));
    }

    VerifierKey vkey() {
        return key.verifierKey();
    }

    SignedCheckpoint signed(int size) {
        return key.sign(new Checkpoint(vkey().name(), size, root(0, size)));
    }

    AddCheckpoint request(int oldSize, int size) {
        List<Bytes> hashes = new ArrayList<>();
        if (oldSize > 0 && oldSize < size) {
            addSubproof(hashes, oldSize, 0, size, true);
        }
        return new AddCheckpoint(oldSize, hashes, signed(size));
    }

    private Bytes root(int from, int toExclusive) {
        MerkleTree tree = MerkleTree.empty();
        leaves.subList(from, toExclusive).forEach(tree::append);
        return tree.root();
    }

    /** SUBPROOF of section 2.1.4.1. */
    private void addSubproof(List<Bytes> hashes, int oldEnd, int from, int toExclusive, boolean known) {
        if (oldEnd == toExclusive) {
            if (!known) {
                hashes.add(root(from, toExclusive));
            }
            return;
        }
        int split = from + Integer.highestOneBit(toExclusive - from - 1);
        if (oldEnd <= split) {
            addSubproof(hashes, oldEnd, from, split, known);
            hashes.add(root(split, toExclusive));
        } else {
            addSubproof(hashes, oldEnd, split, toExclusive, false);
            hashes.add(root(from, split));
        }
    }

    /** Draws a number instead of randomness: keys of tests are no secrets. */
    private static final class Numbered extends SecureRandom {

        @Serial
        private static final long serialVersionUID = 1L;

        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) number);
        }
    }
}
