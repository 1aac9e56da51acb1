package dev.compliancekit.audit.spi;

import dev.compliancekit.audit.tlog.AddCheckpoint;

/**
 * Somebody who remembers the last checkpoint of a log and cosigns the next one only if the log merely grew (C2SP
 * tlog-witness). Run by somebody else than the log, it keeps even the holder of the log's signing key from showing
 * different logs to different people.
 *
 * <p>What an implementation promises, each tested by {@code WitnessContract} of the testkit:
 *
 * <ul>
 *   <li>A log's checkpoint is cosigned if it is the first one, the last one again, or consistent with the last one.
 *   <li>A request for another old size than the last one's is answered with the last one's size.
 *   <li>A checkpoint of the last one's size with another root is refused.
 *   <li>A smaller checkpoint, a proof that does not verify, a log that is not known and a checkpoint without the log's
 *       valid signature are refused.
 *   <li>What is refused leaves no trace.
 *   <li>A cosigned checkpoint is remembered for good before its cosignature leaves.
 *   <li>Of checkpoints that many threads ask for at once, those that are cosigned are consistent with one another.
 * </ul>
 *
 * <p><em>Thread-safe.</em>
 */
public interface Witness {

    /**
     * Asks for cosignatures on a checkpoint.
     *
     * @param request the checkpoint, and the proof of growth since the last one
     * @return the cosignatures, the size that the proof must start from, or why there are none
     * @throws WitnessUnavailableException if the witness cannot be reached or cannot remember; asking again is safe
     */
    WitnessAnswer addCheckpoint(AddCheckpoint request);
}
