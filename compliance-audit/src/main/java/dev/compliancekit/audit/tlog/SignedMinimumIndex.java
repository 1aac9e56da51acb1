package dev.compliancekit.audit.tlog;

import java.nio.charset.StandardCharsets;

/**
 * A minimum index with the log's signature below it, as the file {@code minimum-index} of a pruned log holds it: a
 * signed note (C2SP signed-note). <em>Immutable.</em>
 */
public final class SignedMinimumIndex {

    private final SignedNote note;
    private final MinimumIndex minimum;

    SignedMinimumIndex(SignedNote note) {
        this.note = note;
        this.minimum = MinimumIndex.parse(note.text());
    }

    /**
     * Reads a signed minimum index; the signature is not yet checked.
     *
     * @param note the text of the note, at most 65,536 characters with at most 100 signatures
     * @return the minimum index with its signatures
     * @throws IllegalArgumentException if it is not in the one accepted form
     */
    public static SignedMinimumIndex parse(String note) {
        return new SignedMinimumIndex(SignedNote.parse(note));
    }

    static SignedMinimumIndex parse(byte[] note) {
        // Bytes that are no UTF-8 become the replacement character, which the parser refuses.
        return parse(new String(note, StandardCharsets.UTF_8));
    }

    /**
     * What the log says, once its signature was checked.
     *
     * @param key the log's key; its name must be the origin
     * @return the minimum index
     * @throws LogTamperedException if the origin is another, the key did not sign, or its signature is not valid
     */
    public MinimumIndex verify(VerifierKey key) {
        if (!minimum.origin().equals(key.name())) {
            throw new LogTamperedException("minimum index is of another log than the key");
        }
        if (!note.verifies(key)) {
            throw new LogTamperedException(
                    "minimum index " + minimum.index() + " bears no valid signature of the key " + key.name());
        }
        return minimum;
    }

    /**
     * What the text says, whoever signed it.
     *
     * @return the minimum index, of no value as evidence
     */
    public MinimumIndex unverified() {
        return minimum;
    }

    /**
     * The whole note as it is stored.
     *
     * @return text, blank line, signature lines
     */
    public String text() {
        return note.note();
    }

    /** The whole note. */
    @Override
    public String toString() {
        return text();
    }
}
