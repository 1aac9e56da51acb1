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
    private final @Nullable WitnessPolicy policy;

    private LogVerifier(@Nullable VerifierKey key, List<SignedCheckpoint> saved, @Nullable WitnessPolicy policy) {
        this.key = key;
        this.saved = List.copyOf(saved);
        this.policy = policy;
    }

    /**
     * A verifier that checks the log's signature.
     *
     * @param key the log's key, from somewhere else than the log
     * @return the verifier
     */
    public static LogVerifier of(VerifierKey key) {
        return new LogVerifier(Objects.requireNonNull(key, "key"), List.of(), null);
    }

    /**
     * A verifier for somebody without the log's key: whoever can write the log can then write another one, and the
     * report says so.
     *
     * @return the verifier
     */
    public static LogVerifier withoutKey() {
        return new LogVerifier(null, List.of(), null);
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
        return new LogVerifier(key, all, policy);
    }

    /**
     * The same, with witnesses that must have cosigned: the stored checkpoint or a saved one must bear a quorum of
     * valid cosignatures. Then even somebody with the log's signing key cannot have shown others another log, up to the
     * size of the newest cosigned checkpoint.
     *
     * @param witnesses which witnesses are trusted, and how many it takes
     * @return the changed copy
     */
    public LogVerifier withWitnesses(WitnessPolicy witnesses) {
        return new LogVerifier(key, saved, witnesses);
    }

    /**
     * Verifies that the log only grew since the saved checkpoints, from its tiles alone: signatures, and consistency
     * proofs of a few hashes (RFC 9162 section 2.1.4), whatever the log's size. Entries and other tiles are not read;
     * {@link #verify(Path)} does all.
     *
     * @param directory where {@code checkpoint} and {@code tile} lie
     * @return the stored checkpoint
     * @throws IllegalStateException if no checkpoint was saved, or no key was given
     * @throws LogTamperedException if a signature is not valid, the log was cut or rolled back, a proof cannot be made
     *     from its tiles, or the proof shows that entries were rewritten
     * @throws java.io.UncheckedIOException if a file exists and cannot be read
     */
    public Checkpoint verifyGrowth(Path directory) {
        if (key == null || saved.isEmpty()) {
            throw new IllegalStateException(
                    "growth cannot be verified without the log's key and a checkpoint that was saved elsewhere");
        }
        TileDirectory tiles = TileDirectory.of(directory);
        Checkpoint current = tiles.checkpoint().verify(key);
        for (SignedCheckpoint earlier : saved) {
            Checkpoint then = earlier.verify(key);
            if (then.treeSize() > current.treeSize()) {
                throw new LogTamperedException(wasCut(then, current));
            }
            tiles.proveConsistency(then.treeSize(), current.treeSize()).verify(then, current);
        }
        if (policy != null) {
            Witnessed witnessed = Witnessed.newest(policy, tiles.checkpoint(), saved);
            if (!witnessed.problems().isEmpty()) {
                throw new LogTamperedException(witnessed.problems().get(0));
            }
        }
        return current;
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
            return walk.report(null, notCovered(List.of()));
        }
        if (key != null) {
            verifySignature(walk, "checkpoint", signed, key);
        }
        Checkpoint checkpoint = signed.unverified();
        List<SignedCheckpoint> trusted = savedFor(walk, checkpoint);
        walk.walk(
                checkpoint,
                trusted.stream().map(SignedCheckpoint::unverified).toList(),
                minimumOf(walk, tiles, checkpoint));
        List<String> gaps = new ArrayList<>();
        if (policy != null) {
            Witnessed witnessed = Witnessed.newest(policy, signed, trusted);
            witnessed.problems().forEach(problem -> walk.find("checkpoint", 0, problem));
            gaps.addAll(witnessed.notCovered());
        }
        return walk.report(checkpoint, notCovered(gaps));
    }

    /** From where on entries must be there; a minimum index that does not hold is a finding, and then all must. */
    private @Nullable MinimumIndex minimumOf(LogWalk walk, TileDirectory tiles, Checkpoint checkpoint) {
        try {
            Optional<SignedMinimumIndex> signed = tiles.minimumIndex();
            if (signed.isEmpty()) {
                return null;
            }
            MinimumIndex minimum = signed.get().unverified();
            if (key != null) {
                signed.get().verify(key);
            }
            if (!minimum.origin().equals(checkpoint.origin()) || minimum.eventIndex() >= checkpoint.treeSize()) {
                throw new LogTamperedException("it is of another log, or of a larger one, than the checkpoint of size "
                        + checkpoint.treeSize());
            }
            return minimum;
        } catch (LogTamperedException e) {
            walk.find(MinimumIndex.FILE, 0, e.getMessage());
            return null;
        }
    }

    private List<SignedCheckpoint> savedFor(LogWalk walk, Checkpoint current) {
        List<SignedCheckpoint> trusted = new ArrayList<>();
        for (SignedCheckpoint earlier : saved) {
            Checkpoint then = earlier.unverified();
            if (key != null && !verifySignature(walk, "saved checkpoint", earlier, key)) {
                continue;
            }
            if (!then.origin().equals(current.origin())) {
                walk.find("saved checkpoint", 0, "it is of another log than the stored checkpoint");
            } else if (then.treeSize() > current.treeSize()) {
                walk.find("checkpoint", current.treeSize(), wasCut(then, current));
            } else {
                trusted.add(earlier);
            }
        }
        return trusted;
    }

    private static String wasCut(Checkpoint then, Checkpoint current) {
        return "the log has " + current.treeSize() + " entries and had " + then.treeSize()
                + " when the saved checkpoint was made: it was cut";
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

    private List<String> notCovered(List<String> ofWitnesses) {
        List<String> gaps = new ArrayList<>();
        if (key == null) {
            gaps.add("no key was given: whoever can write the files can have replaced the whole log");
        }
        if (policy != null) {
            gaps.addAll(ofWitnesses);
        } else if (saved.isEmpty()) {
            gaps.add("no saved checkpoint was given: a log that was set back to an earlier state, or rewritten by "
                    + "somebody with its signing key, is not noticed");
        }
        return gaps;
    }
}
