package dev.compliancekit.audit;

import com.google.errorprone.annotations.Immutable;

/**
 * What opening a log found. Only the last batch may be cut, if it was incomplete: it was never acknowledged. Anything
 * else that does not fit keeps the log from being opened.
 *
 * @param entries how many entries the log has
 * @param checkpointSize how many of them the last checkpoint covers
 * @param cutAtByte where in the write-ahead file the incomplete batch began; the end of the file if there was none
 * @param cutBytes how many bytes were cut; 0 if there was no incomplete batch
 */
@Immutable
public record RecoveryReport(long entries, long checkpointSize, long cutAtByte, long cutBytes) {

    /**
     * Checks the ranges.
     *
     * @param entries how many entries the log has
     * @param checkpointSize how many of them the last checkpoint covers
     * @param cutAtByte where the incomplete batch began
     * @param cutBytes how many bytes were cut
     * @throws IllegalArgumentException if a number is negative or more is covered than there is
     */
    public RecoveryReport {
        if (checkpointSize < 0 || checkpointSize > entries || cutAtByte < 0 || cutBytes < 0) {
            throw new IllegalArgumentException(
                    "numbers of a recovery are from 0, and a checkpoint covers no more than " + "the entries");
        }
    }
}
