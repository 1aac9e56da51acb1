package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a walk over a whole log found: how many entries, their root, every finding, and what was not covered.
 * <em>Immutable.</em>
 */
public final class VerificationReport {

    private final @Nullable Checkpoint checkpoint;
    private final long entries;
    private final Bytes rootHash;
    private final List<Finding> findings;
    private final List<String> notCovered;
    private final List<String> remarks;
    private final long minimumIndex;

    VerificationReport(
            @Nullable Checkpoint checkpoint,
            long entries,
            Bytes rootHash,
            List<Finding> findings,
            List<String> notCovered,
            List<String> remarks,
            long minimumIndex) {
        this.checkpoint = checkpoint;
        this.entries = entries;
        this.rootHash = rootHash;
        this.findings = List.copyOf(findings);
        this.notCovered = List.copyOf(notCovered);
        this.remarks = List.copyOf(remarks);
        this.minimumIndex = minimumIndex;
    }

    /**
     * Something that does not fit.
     *
     * @param where the file it was found in, below the log's directory
     * @param firstIndex the lowest index that it puts in doubt; 0 where the whole log is in doubt
     * @param problem what does not fit, one sentence
     */
    public record Finding(String where, long firstIndex, String problem) {

        /**
         * Checks the index.
         *
         * @param where the file it was found in
         * @param firstIndex the lowest index that it puts in doubt, from 0
         * @param problem what does not fit
         * @throws IllegalArgumentException if the index is negative
         */
        public Finding {
            if (firstIndex < 0) {
                throw new IllegalArgumentException("firstIndex is " + firstIndex + "; accepted is 0 or more");
            }
        }

        /** File, index and problem in one line. */
        @Override
        public String toString() {
            return where + ": from entry " + firstIndex + ": " + problem;
        }
    }

    /**
     * Whether nothing was found. Read {@link #notCovered()} beside it.
     *
     * @return true if there is no finding
     */
    public boolean isIntact() {
        return findings.isEmpty();
    }

    /**
     * The log's checkpoint, as it is stored.
     *
     * @return the checkpoint, or empty if it is missing or malformed
     */
    public Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    /**
     * How many entries were read and hashed.
     *
     * @return the number under the checkpoint, and those after it that a verifier of the writer's own files added
     */
    public long entries() {
        return entries;
    }

    /**
     * From which entry on they were read. What lies below was pruned by the log, which says so over its signature; the
     * hashes of those entries were taken from the tiles.
     *
     * @return the index, 0 if the log was never pruned
     */
    public long minimumIndex() {
        return minimumIndex;
    }

    /**
     * The root over the entries under the checkpoint, as computed from the stored bytes.
     *
     * @return 32 bytes
     */
    public Bytes rootHash() {
        return rootHash;
    }

    /**
     * Everything that does not fit.
     *
     * @return the findings in the order they were made, at most 100 of each kind of file, unmodifiable
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The lowest index that a finding puts in doubt.
     *
     * @return the index, or empty if the log is intact
     */
    public OptionalLong firstBadIndex() {
        return findings.stream().mapToLong(Finding::firstIndex).min();
    }

    /**
     * What this walk could not have noticed, one sentence each.
     *
     * @return the sentences, unmodifiable
     */
    public List<String> notCovered() {
        return notCovered;
    }

    /**
     * What is out of the ordinary and breaks nothing, one sentence each: a clock that went back, entries that were
     * pruned.
     *
     * @return the sentences, unmodifiable
     */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * The same with more remarks.
     *
     * @param more one sentence each
     * @return the changed copy
     */
    public VerificationReport withRemarks(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new VerificationReport(checkpoint, entries, rootHash, findings, notCovered, all, minimumIndex);
    }

    /**
     * The same with more of everything, for a verifier that looks at further files.
     *
     * @param moreEntries how many entries it read beyond the checkpoint
     * @param moreFindings what it found
     * @param moreNotCovered what it could not cover
     * @return the changed copy
     */
    public VerificationReport plus(long moreEntries, List<Finding> moreFindings, List<String> moreNotCovered) {
        List<Finding> allFindings = new ArrayList<>(findings);
        allFindings.addAll(moreFindings);
        List<String> allNotCovered = new ArrayList<>(notCovered);
        allNotCovered.addAll(moreNotCovered);
        return new VerificationReport(
                checkpoint, entries + moreEntries, rootHash, allFindings, allNotCovered, remarks, minimumIndex);
    }

    /** Size, root and findings in a few lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(isIntact() ? "intact" : "not intact");
        text.append(", ").append(entries).append(" entries, root ").append(rootHash);
        findings.forEach(finding -> text.append("\nfound: ").append(finding));
        notCovered.forEach(gap -> text.append("\nnot covered: ").append(gap));
        remarks.forEach(remark -> text.append("\nremark: ").append(remark));
        return text.toString();
    }
}
