package dev.compliancekit.audit.spi;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.util.List;

/**
 * Somewhere else that holds copies of logs: a table, a topic. What it holds of each log, and how far, is kept in one
 * place and changes at once; that is why an entry is there exactly once, whoever dies when.
 *
 * <p>What an implementation promises, each tested by {@code EntrySinkContract} of the testkit:
 *
 * <ul>
 *   <li>A log of which it holds nothing stands at the start. Logs are kept apart by their origin.
 *   <li>Entries are taken only from where the sink stands, all of them or none.
 *   <li>The bytes, index and leaf hash of an entry are kept as they came.
 *   <li>What was taken is there, and the cursor after it, when the sink is opened again.
 *   <li>Of several that give it the same entries at once, one succeeds, and the others are told where it stands.
 *   <li>The newest checkpoint is kept, and none that covers more than the sink holds.
 * </ul>
 *
 * <p><em>Thread-safe.</em>
 */
public interface EntrySink {

    /**
     * Where the sink stands with a log.
     *
     * @param origin the log's name, as in its checkpoints
     * @return the cursor, durable
     * @throws SinkUnavailableException if the sink cannot be reached or used; asking again is safe
     */
    SinkCursor cursor(String origin);

    /**
     * Takes the next entries of a log, if the sink stands where the caller thinks. If this throws, the entries may have
     * been taken; {@link #cursor} tells.
     *
     * @param from where the sink stands as far as the caller knows
     * @param entries at least one, contiguous from there
     * @return where the sink stands now, durable: after the entries if they were taken; if not, where it stood before,
     *     and nothing was changed
     * @throws IllegalArgumentException if the entries are not contiguous from there; nothing was changed
     * @throws SinkUnavailableException if the sink cannot be reached or used; asking for the cursor again is safe
     */
    SinkCursor take(SinkCursor from, List<ShippedEntry> entries);

    /**
     * Keeps a checkpoint of a log for those who verify the copy, in place of the one before. One that is no greater
     * than the one before changes nothing. The signature is not checked here.
     *
     * @param checkpoint covers no more than the sink holds
     * @throws IllegalArgumentException if it covers more
     * @throws SinkUnavailableException if the sink cannot be reached or used; doing it again is safe
     */
    void takeCheckpoint(SignedCheckpoint checkpoint);
}
