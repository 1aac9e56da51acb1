package dev.compliancekit.audit.ship;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the comparison of a copy with a checkpoint of its log found. <em>Immutable.</em>
 *
 * @param entries how many entries of the copy were compared
 * @param size how many entries the checkpoint covers
 * @param leftOut how many of them the copy no longer holds on purpose; their hashes were taken from the log's tiles
 * @param beyond how many entries of the copy are newer than the checkpoint, and were compared with nothing
 * @param findings everything that does not fit, the first 100, in the order of the index
 */
public record CopyReport(long entries, long size, long leftOut, long beyond, List<Finding> findings) {

    /**
     * Copies the findings.
     *
     * @param entries how many entries of the copy were compared
     * @param size how many entries the checkpoint covers
     * @param leftOut how many the copy no longer holds on purpose
     * @param beyond how many are newer than the checkpoint
     * @param findings everything that does not fit; copied
     */
    public CopyReport {
        findings = List.copyOf(findings);
    }

    /**
     * Something that does not fit.
     *
     * @param index the entry that it is about, the lowest of several
     * @param problem what does not fit, one sentence
     */
    public record Finding(long index, String problem) {

        /** The sentence. */
        @Override
        public String toString() {
            return problem;
        }
    }

    /**
     * Whether the copy is what the checkpoint says.
     *
     * @return true if there is no finding
     */
    public boolean isIntact() {
        return findings.isEmpty();
    }

    /**
     * The lowest index that does not fit.
     *
     * @return the index, or empty if the copy is intact
     */
    public OptionalLong firstBadIndex() {
        return findings.stream().mapToLong(Finding::index).min();
    }
}
