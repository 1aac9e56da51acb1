package dev.compliancekit.audit.tlog;

import java.nio.charset.StandardCharsets;

/**
 * A checkpoint with its signature lines, as the file {@code checkpoint} of a log holds it. Whoever keeps one elsewhere
 * can later show that the log was rolled back or rewritten. <em>Immutable.</em>
 */
public final class SignedCheckpoint {

    private final SignedNote note;
    private final Checkpoint checkpoint;

    SignedCheckpoint(SignedNote note) {
        this.note = note;
        this.checkpoint = Checkpoint.parse(note.text());
    }

    /**
     * Reads a signed checkpoint; the signatures are not yet checked.
     *
     * @param note the text of the note, at most 65,536 characters with at most 100 signatures
     * @return the checkpoint with its signatures
     * @throws IllegalArgumentException if it is not in the one accepted form
     */
    public static SignedCheckpoint parse(String note) {
        return new SignedCheckpoint(SignedNote.parse(note));
    }

    /**
     * Reads the bytes of a signed checkpoint, see {@link #parse(String)}.
     *
     * @param note UTF-8; read, not kept
     * @return the checkpoint with its signatures
     * @throws IllegalArgumentException if it is not in the one accepted form
     */
    static SignedCheckpoint parse(byte[] note) {
        if (note.length > SignedNote.MAX_BYTES) {
            throw new IllegalArgumentException("note is longer than " + SignedNote.MAX_BYTES + " bytes");
        }
        // Bytes that are no UTF-8 become the replacement character, which the parser refuses.
        return parse(new String(note, StandardCharsets.UTF_8));
    }

    /**
     * What the log says, once somebody has checked the signature.
     *
     * @param key the log's key; its name must be the checkpoint's origin
     * @return the checkpoint
     * @throws LogTamperedException if the origin is another, the key did not sign, or its signature is not valid
     */
    public Checkpoint verify(VerifierKey key) {
        if (!checkpoint.origin().equals(key.name())) {
            throw new LogTamperedException("checkpoint is of another log than the key");
        }
        if (!note.verifies(key)) {
            throw new LogTamperedException("checkpoint of size " + checkpoint.treeSize()
                    + " bears no valid signature of the key " + key.name());
        }
        return checkpoint;
    }

    /**
     * What the text says, whoever signed it.
     *
     * @return the checkpoint, of no value as evidence
     */
    public Checkpoint unverified() {
        return checkpoint;
    }

    /**
     * The whole note as it is stored and handed on.
     *
     * @return text, blank line, signature lines
     */
    public String text() {
        return note.note();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCheckpoint that && note.equals(that.note);
    }

    @Override
    public int hashCode() {
        return note.hashCode();
    }

    /** The whole note. */
    @Override
    public String toString() {
        return text();
    }
}
