package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A proof that a log holds an entry, which verifies anywhere without the log (C2SP tlog-proof): index, inclusion proof
 * and signed checkpoint in one text, stored with the extension {@code .tlog-proof}. The byte layout is in
 * {@code docs/formats/tlog-proof.md}.
 *
 * <p><em>Immutable and thread-safe.</em>
 */
public final class LogProof {

    /** The most bytes a proof file may have. */
    public static final int MAX_BYTES = 131_072;

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int MAX_HASHES = 63;

    private final InclusionProof inclusion;
    private final SignedCheckpoint checkpoint;
    private final Bytes extra;

    private LogProof(InclusionProof inclusion, SignedCheckpoint checkpoint, Bytes extra) {
        this.inclusion = inclusion;
        this.checkpoint = checkpoint;
        this.extra = extra;
    }

    /**
     * A proof of its two parts, without extra data.
     *
     * @param inclusion where the entry stands, and the path
     * @param checkpoint a checkpoint of the size that the path is for
     * @return the proof, not verified
     * @throws IllegalArgumentException if the path is for another size
     */
    public static LogProof of(InclusionProof inclusion, SignedCheckpoint checkpoint) {
        long size = checkpoint.unverified().treeSize();
        if (inclusion.treeSize() != size) {
            throw new IllegalArgumentException("inclusion proof is for size " + inclusion.treeSize()
                    + ", the checkpoint is of size " + size + "; accepted are equal sizes");
        }
        return new LogProof(inclusion, checkpoint, Bytes.copyOf(new byte[0]));
    }

    /**
     * The same with extra data, of which nothing is authenticated.
     *
     * @param data at least one byte; what it means is for the two sides to agree on
     * @return the changed copy
     * @throws IllegalArgumentException if there is no byte, or the file would be longer than {@link #MAX_BYTES}
     */
    public LogProof withExtra(Bytes data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("extra data has no bytes; accepted is one or more");
        }
        LogProof changed = new LogProof(inclusion, checkpoint, data);
        if (changed.text().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("proof is longer than " + MAX_BYTES + " bytes");
        }
        return changed;
    }

    /**
     * Reads a proof file; nothing is verified yet.
     *
     * @param text the whole file, at most 131,072 characters
     * @return the proof
     * @throws IllegalArgumentException if it is not in the one accepted form
     */
    public static LogProof parse(String text) {
        if (text.length() > MAX_BYTES) {
            throw new IllegalArgumentException("proof is longer than " + MAX_BYTES + " characters");
        }
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new IllegalArgumentException(
                    "proof has no blank line; accepted are its lines, a blank line and a signed checkpoint");
        }
        ProofLines lines = new ProofLines("proof", text.substring(0, split));
        lines.require(HEADER);
        Bytes extra = Bytes.copyOf(new byte[0]);
        if (lines.startsWith(EXTRA)) {
            extra = lines.bytes(EXTRA);
            if (extra.size() == 0) {
                throw new IllegalArgumentException(
                        "line 2 of the proof has no extra data; accepted is to leave it out");
            }
        }
        long index = lines.number(INDEX);
        List<Bytes> hashes = lines.hashes(MAX_HASHES);
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(text.substring(split + 2));
        return new LogProof(new InclusionProof(index, checkpoint.unverified().treeSize(), hashes), checkpoint, extra);
    }

    /**
     * The proof as it is stored.
     *
     * @return what {@link #parse} reads
     */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        if (extra.size() > 0) {
            lines.add(EXTRA + Base64Text.encode(extra.toByteArray()));
        }
        lines.add(INDEX + inclusion.index());
        inclusion.hashes().forEach(hash -> lines.add(Base64Text.encode(hash.toByteArray())));
        return String.join("\n", lines) + "\n\n" + checkpoint.text();
    }

    /**
     * Where the entry stands, and the path.
     *
     * @return the inclusion proof
     */
    public InclusionProof inclusion() {
        return inclusion;
    }

    /**
     * What the path leads to.
     *
     * @return the checkpoint with its signature lines
     */
    public SignedCheckpoint checkpoint() {
        return checkpoint;
    }

    /**
     * The extra data; nothing vouches for them.
     *
     * @return one byte or more, or empty if there are none
     */
    public Optional<Bytes> extra() {
        return extra.size() == 0 ? Optional.empty() : Optional.of(extra);
    }

    /**
     * Verifies that the log holds an entry. Whether others see the same log is for witnesses to say, see the other
     * form.
     *
     * @param leafHash the entry's own hash, see {@link MerkleTree#leafHash}
     * @param key the log's key, from somewhere else than the proof
     * @return the checkpoint that the entry is under
     * @throws LogTamperedException if the checkpoint is not signed by the key or the path does not lead to its root
     */
    public Checkpoint verify(Bytes leafHash, VerifierKey key) {
        Checkpoint verified = checkpoint.verify(key);
        inclusion.verify(leafHash, verified);
        return verified;
    }

    /**
     * Verifies that the log holds an entry and that enough witnesses cosigned the checkpoint.
     *
     * @param leafHash the entry's own hash, see {@link MerkleTree#leafHash}
     * @param key the log's key, from somewhere else than the proof
     * @param policy which witnesses are trusted, and how many it takes
     * @return the checkpoint that the entry is under
     * @throws LogTamperedException if the checkpoint is not signed by the key, too few witnesses cosigned it, a
     *     cosignature does not verify, or the path does not lead to its root
     */
    public Checkpoint verify(Bytes leafHash, VerifierKey key, WitnessPolicy policy) {
        Checkpoint verified = verify(leafHash, key);
        policy.verify(checkpoint);
        return verified;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogProof that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** The whole file. */
    @Override
    public String toString() {
        return text();
    }
}
