package dev.compliancekit.audit.tlog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a whole log from its stored bytes: hashes every entry again, compares every tile of every level, the root
 * and the signature, and a checkpoint saved elsewhere if there is one. Heap use does not grow with the log.
 *
 * <p><em>Immutable and thread-safe.</em>
 */
public final class LogVerifier {

    private final @Nullable VerifierKey key;
    private final List<SignedCheckpoint> saved;

    private LogVerifier(@Nullable VerifierKey key, List<SignedCheckpoint> saved) {
        this.key = key;
        this.saved = List.copyOf(saved);
    }

    /**
     * A verifier that checks the log's signature.
     *
     * @param key the log's key, from somewhere else than the log
     * @return the verifier
     */
    public static LogVerifier of(VerifierKey key) {
        return new LogVerifier(Objects.requireNonNull(key, "key"), List.of());
    }

    /**
     * A verifier for somebody without the log's key: whoever can write the log can then write another one, and the
     * report says so.
     *
     * @return the verifier
     */
    public static LogVerifier withoutKey() {
        return new LogVerifier(null, List.of());
    }

    /**
     * The same, with a checkpoint that was saved elsewhere: a log that was cut, rolled back or rewritten since then is
     * found.
     *
     * @param earlier a checkpoint of this log
     * @return the changed copy
     */
    public LogVerifier withSaved(SignedCheckpoint earlier) {
        List<SignedCheckpoint> all = new ArrayList<>(saved);
        all.add(earlier);
        return new LogVerifier(key, all);
    }

    /**
     * Walks the log.
     *
     * @param directory where {@code checkpoint} and {@code tile} lie
     * @return what was found
     * @throws java.io.UncheckedIOException if a file exists and cannot be read
     */
    public VerificationReport verify(Path directory) {
        return verify(directory, (index, leafHash, entry) -> Optional.empty());
    }

    /**
     * Walks the log and shows every entry to a check.
     *
     * @param directory where {@code checkpoint} and {@code tile} lie
     * @param check looks at every entry, in order, until an entry cannot be read
     * @return what was found
     * @throws java.io.UncheckedIOException if a file exists and cannot be read
     */
    public VerificationReport verify(Path directory, EntryCheck check) {
        TileDirectory tiles = TileDirectory.of(directory);
        LogWalk walk = new LogWalk(tiles, check);
        SignedCheckpoint signed;
        try {
            signed = tiles.checkpoint();
        } catch (LogTamperedException e) {
            walk.find("checkpoint", 0, e.getMessage());
            return walk.report(null, notCovered());
        }
        if (key != null) {
            verifySignature(walk, "checkpoint", signed, key);
        }
        Checkpoint checkpoint = signed.unverified();
        walk.walk(checkpoint, savedFor(walk, checkpoint));
        return walk.report(checkpoint, notCovered());
    }

    private List<Checkpoint> savedFor(LogWalk walk, Checkpoint current) {
        List<Checkpoint> trusted = new ArrayList<>();
        for (SignedCheckpoint earlier : saved) {
            Checkpoint then = earlier.unverified();
            if (key != null && !verifySignature(walk, "saved checkpoint", earlier, key)) {
                continue;
            }
            if (!then.origin().equals(current.origin())) {
                walk.find("saved checkpoint", 0, "it is of another log than the stored checkpoint");
            } else if (then.treeSize() > current.treeSize()) {
                walk.find(
                        "checkpoint",
                        current.treeSize(),
                        "the log has " + current.treeSize() + " entries and had " + then.treeSize()
                                + " when the saved checkpoint was made: it was cut");
            } else {
                trusted.add(then);
            }
        }
        return trusted;
    }

    private static boolean verifySignature(LogWalk walk, String where, SignedCheckpoint signed, VerifierKey key) {
        try {
            signed.verify(key);
            return true;
        } catch (LogTamperedException e) {
            walk.find(where, 0, e.getMessage());
            return false;
        }
    }

    private List<String> notCovered() {
        List<String> gaps = new ArrayList<>();
        if (key == null) {
            gaps.add("no key was given: whoever can write the files can have replaced the whole log");
        }
        if (saved.isEmpty()) {
            gaps.add("no saved checkpoint was given: a log that was set back to an earlier state, or rewritten by "
                    + "somebody with its signing key, is not noticed");
        }
        return gaps;
    }
}
