package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.List;

/**
 * What a log asks of a witness (C2SP tlog-witness, {@code add-checkpoint}): to cosign a checkpoint, with the proof that
 * the log only grew since the size that the witness cosigned last. <em>Immutable.</em>
 *
 * @param oldSize the size that the witness cosigned last, or 0
 * @param hashes the consistency proof between both sizes, lowest first; at most 63 hashes of 32 bytes
 * @param checkpoint the checkpoint, signed by the log
 */
public record AddCheckpoint(long oldSize, List<Bytes> hashes, SignedCheckpoint checkpoint) {

    /** The most bytes a request may have. */
    public static final int MAX_BYTES = 69_632;

    private static final String OLD = "old ";
    private static final int MAX_HASHES = 63;

    /**
     * Checks the ranges; whether the proof holds is for the witness.
     *
     * @param oldSize the size that the witness cosigned last, or 0
     * @param hashes the consistency proof; copied
     * @param checkpoint the checkpoint
     * @throws IllegalArgumentException if the size is negative, there are more than 63 hashes, or one is not 32 bytes
     */
    public AddCheckpoint {
        if (oldSize < 0) {
            throw new IllegalArgumentException("oldSize is " + oldSize + "; accepted is 0 or more");
        }
        hashes = Proofs.require(hashes);
        if (hashes.size() > MAX_HASHES) {
            throw new IllegalArgumentException(
                    "request has " + hashes.size() + " hashes; accepted are at most " + MAX_HASHES);
        }
    }

    /**
     * A request with its proof.
     *
     * @param proof from the size that the witness cosigned last to the checkpoint's
     * @param checkpoint the checkpoint
     * @return the request
     * @throws IllegalArgumentException if the proof does not lead to the checkpoint's size
     */
    public static AddCheckpoint of(ConsistencyProof proof, SignedCheckpoint checkpoint) {
        if (proof.newSize() != checkpoint.unverified().treeSize()) {
            throw new IllegalArgumentException(
                    "consistency proof leads to size " + proof.newSize() + ", the checkpoint is of size "
                            + checkpoint.unverified().treeSize() + "; accepted are equal sizes");
        }
        return new AddCheckpoint(proof.oldSize(), proof.hashes(), checkpoint);
    }

    /**
     * Reads the body of a request.
     *
     * @param body the whole body, at most 69,632 characters
     * @return the request
     * @throws IllegalArgumentException if it is not in the one accepted form
     */
    public static AddCheckpoint parse(String body) {
        if (body.length() > MAX_BYTES) {
            throw new IllegalArgumentException("request is longer than " + MAX_BYTES + " characters");
        }
        int split = body.indexOf("\n\n");
        if (split < 0) {
            throw new IllegalArgumentException(
                    "request has no blank line; accepted are its lines, a blank line and a signed checkpoint");
        }
        ProofLines lines = new ProofLines("request", body.substring(0, split));
        long oldSize = lines.number(OLD);
        List<Bytes> hashes = lines.hashes(MAX_HASHES);
        return new AddCheckpoint(oldSize, hashes, SignedCheckpoint.parse(body.substring(split + 2)));
    }

    /**
     * The body of the request.
     *
     * @return what {@link #parse} reads
     */
    public String text() {
        StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
        hashes.forEach(
                hash -> body.append(Base64Text.encode(hash.toByteArray())).append('\n'));
        return body.append('\n').append(checkpoint.text()).toString();
    }
}
