package dev.compliancekit.retention.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers when accounts, or sessions, were last used. A store holds one of the two sorts. It is written rarely:
 * activity is collected in memory and brought here at most once in a stated time for each key.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>{@link #start}, {@link #record} and {@link #end} return only after what they did is durable, and what they did
 *       is seen by every other instance on the same store.
 *   <li>{@link #start} changes nothing if the key is there. Of several that start one key at a time exactly one gets
 *       true.
 *   <li>{@link #record} moves a last activity forward and never back, in whatever order calls come.
 *   <li>{@link #record} never makes a key anew: what was ended stays ended.
 *   <li>{@link #end} takes a key away for good. Of several that end one key at a time exactly one gets true.
 *   <li>{@link #usedBefore} and {@link #startedBefore} leave nothing out that was there when they were called, but for
 *       what the limit cuts off, and that is what comes last in their order.
 *   <li>Instants come back as they were given, to the millisecond.
 *   <li>A store that does not answer throws; it never answers that nothing is there.
 *   <li>Methods may be called from several threads at a time.
 * </ul>
 */
public interface ActivityStore {

    /**
     * Begins to remember a key.
     *
     * @param activity since when it exists and when it was last used
     * @return whether it was not there before; if it was, nothing changed
     * @throws RuntimeException if the store failed or did not answer; safe to call again
     */
    boolean start(Activity activity);

    /**
     * Moves last activities forward. A key that was used later already is passed over.
     *
     * @param lastActivities when each key was last used, in whole milliseconds; read once, not kept
     * @return the keys of them that are not there, because they were ended or never started
     * @throws RuntimeException if the store failed or did not answer; anything between none and all may be written, and
     *     it is safe to call again
     */
    Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities);

    /**
     * What is known of a key.
     *
     * @param key which account or session
     * @return since when it exists and when it was last used, or empty if it is not there
     * @throws RuntimeException if the store failed or did not answer
     */
    Optional<Activity> find(ActivityKey key);

    /**
     * Forgets a key.
     *
     * @param key which account or session
     * @return whether it was there
     * @throws RuntimeException if the store failed or did not answer; safe to call again
     */
    boolean end(ActivityKey key);

    /**
     * What was not used since an instant.
     *
     * @param toExclusive only what was last used before this
     * @param limit at most so many, at least 1
     * @return the activities, the longest unused first, those of one instant by key
     * @throws IllegalArgumentException if the limit is less than 1
     * @throws RuntimeException if the store failed or did not answer
     */
    List<Activity> usedBefore(Instant toExclusive, int limit);

    /**
     * What exists since before an instant.
     *
     * @param toExclusive only what was started before this
     * @param limit at most so many, at least 1
     * @return the activities, the oldest first, those of one instant by key
     * @throws IllegalArgumentException if the limit is less than 1
     * @throws RuntimeException if the store failed or did not answer
     */
    List<Activity> startedBefore(Instant toExclusive, int limit);
}
