package dev.compliancekit.audit.tlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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
     * What a witness says of this checkpoint.
     *
     * @param key the witness's key
     * @return its latest cosignature, or empty if it did not cosign
     * @throws LogTamperedException if a line of this key does not verify
     */
    public Optional<Cosignature> cosignature(WitnessKey key) {
        return note.linesOf(key.name(), key.keyId()).stream()
                .map(line -> key.verify(checkpoint, line))
                .reduce((a, b) -> a.at().isAfter(b.at()) ? a : b);
    }

    /**
     * The lines below the text, verified or not.
     *
     * @return the lines in their order, at least one, unmodifiable
     */
    public List<SignatureLine> signatures() {
        return note.signatures();
    }

    /**
     * The same with more signature lines, for example those of witnesses. Nothing is verified here.
     *
     * @param lines to stand below those that are there; one that is there already is not repeated
     * @return the changed copy
     * @throws IllegalArgumentException if there would be more than 100 signatures or 65,536 bytes
     */
    public SignedCheckpoint with(List<SignatureLine> lines) {
        return new SignedCheckpoint(note.with(lines));
    }

    /**
     * The same with the lines of one key alone.
     *
     * @param key a key that signed
     * @return the changed copy
     * @throws IllegalArgumentException if no line is of this key
     */
    public SignedCheckpoint onlyBy(VerifierKey key) {
        List<SignatureLine> lines = note.linesOf(key.name(), key.keyId());
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("checkpoint has no line of this key; accepted is one or more");
        }
        return new SignedCheckpoint(new SignedNote(note.text(), lines));
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
