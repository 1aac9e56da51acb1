package dev.compliancekit.retention.spi;

import java.util.OptionalLong;

/**
 * A number that a store keeps inside itself, so that it is backed up and restored with the data: how many lines of the
 * erasure ledger were applied to the store. After a restore it is the old number, which tells.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>The mark is in every backup of the store, and is restored by every restore of it.
 *   <li>{@link #read} asks the store each time.
 *   <li>{@link #write} returns only after the mark is durable.
 *   <li>A store that does not answer throws; it never reads as having no mark.
 *   <li>Methods are called from one thread at a time.
 * </ul>
 */
public interface RestoreMark {

    /**
     * The mark in the store.
     *
     * @return the number of lines, or empty if the store has no mark
     * @throws RuntimeException if the store does not answer
     */
    OptionalLong read();

    /**
     * Replaces the mark.
     *
     * @param appliedLines how many lines of the ledger were applied, 0 or more
     * @throws RuntimeException if the store does not answer; the old mark or the new one is there then
     */
    void write(long appliedLines);
}
