package dev.compliancekit.crypto.spi;

import dev.compliancekit.crypto.KeyUnavailableException;
import java.util.List;

/**
 * Keeps the wrapped keys of epochs, and what was shredded as long as an epoch lives under which a copy of it may be
 * wrapped. An epoch key is the outer layer of every record of the key store; once it is destroyed, no copy of the key
 * store made before opens any more. So this must lie outside every backup set: a copy of it that nobody destroys keeps
 * the shredded keys alive.
 *
 * <p>Promises of every implementation:
 *
 * <ul>
 *   <li>It is thread-safe.
 *   <li>Each call happens as a whole or not at all, also when it throws or the process dies in it, and may be repeated.
 *   <li>What a call changed is durable when the call returns.
 *   <li>A record is never overwritten by another epoch of the same number.
 *   <li>A destroyed epoch stays destroyed, and its wrapped key is nowhere in the store.
 *   <li>A destruction is in {@link #unreported} from the moment it is durable until {@link #markReported}.
 *   <li>Every method throws {@link KeyUnavailableException} if the store cannot be reached or is damaged, and
 *       {@link IllegalStateException} after {@link #close}.
 * </ul>
 */
public interface EpochStore extends AutoCloseable {

    /**
     * All epochs that there are and were.
     *
     * @return the records in the order of their numbers, from 1, unmodifiable; empty in a new store
     */
    List<EpochRecord> list();

    /**
     * Stores a new epoch, unless there is one of the same number already.
     *
     * @param candidate the record to store
     * @return what the store now holds under that number: the candidate, or the record that was there before
     * @throws IllegalArgumentException if the number leaves a gap
     */
    EpochRecord createIfAbsent(EpochRecord.Active candidate);

    /**
     * Destroys an epoch's key: overwrites and removes it, and leaves the tombstone. If it was destroyed before, the
     * first tombstone stays.
     *
     * @param tombstone the record to leave, with number and start of the stored one
     * @return the tombstone that the store holds now
     * @throws IllegalArgumentException if there is no such epoch, it began at another instant, or it is the newest
     */
    EpochRecord.Destroyed destroy(EpochRecord.Destroyed tombstone);

    /**
     * The destructions of epochs of which nobody has said yet that they are in the audit log.
     *
     * @return the tombstones in the order of their numbers, unmodifiable
     */
    List<EpochRecord.Destroyed> unreported();

    /**
     * Takes note that the destruction of an epoch is in the audit log. Doing it again does nothing.
     *
     * @param number which epoch
     */
    void markReported(int number);

    /**
     * Remembers a destroyed key. Doing it again for the same key does nothing.
     *
     * @param key the key
     */
    void remember(ShreddedKey key);

    /**
     * The destroyed keys that are remembered: at least those with an epoch that is not destroyed.
     *
     * @return the keys in no particular order, unmodifiable
     */
    List<ShreddedKey> remembered();

    /** Lets go of the store. Closing again does nothing. */
    @Override
    void close();
}
