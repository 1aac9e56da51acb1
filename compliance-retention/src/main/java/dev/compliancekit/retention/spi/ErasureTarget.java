package dev.compliancekit.retention.spi;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.StoreKind;
import java.util.Set;

/**
 * A store from which data are erased: tables, an index, files, a backup set, or keys whose destruction makes sealed
 * data unreadable. An application implements one for every store that holds personal data; anonymous aggregates are no
 * target.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>{@link #name}, {@link #kind} and {@link #recordClasses} always answer the same.
 *   <li>After {@link #erase} returned, {@link #readBack} of the same order answers {@link ReadBack.Absent}.
 *   <li>{@link #erase} returns only after what it did is durable.
 *   <li>{@link #erase} is idempotent: erasing what is gone returns normally, however often.
 *   <li>If {@link #erase} throws, anything between nothing and everything may be erased, and calling it again
 *       completes.
 *   <li>{@link #erase} touches nothing outside the order's scope: no other tenant, no other subject.
 *   <li>{@link #readBack} changes nothing.
 *   <li>{@link #readBack} asks the store each time; it never answers from memory of an earlier call.
 *   <li>{@link #readBack} of a store that does not answer is {@link ReadBack.Unreachable}, never
 *       {@link ReadBack.Absent}.
 *   <li>Methods may be called from several threads at a time.
 * </ul>
 */
public interface ErasureTarget {

    /**
     * The store's name in plans and certificates.
     *
     * @return 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner hyphens, unique in a run
     */
    String name();

    /**
     * What the store is for.
     *
     * @return the kind
     */
    StoreKind kind();

    /**
     * Which record classes the store holds; a legal hold on one of them protects the store.
     *
     * @return the classes; none means that any may be there, so that every hold on the scope protects it
     */
    Set<RecordClass> recordClasses();

    /**
     * Erases everything in the order's scope, so that it cannot be read any more.
     *
     * @param order whose data
     * @throws RuntimeException if the store failed or did not answer; safe to call again
     */
    void erase(ErasureOrder order);

    /**
     * What the store holds in the order's scope. Before an erasure the answer is the dry run's count, after it the
     * proof.
     *
     * @param order whose data
     * @return the answer of the store itself
     */
    ReadBack readBack(ErasureOrder order);
}
