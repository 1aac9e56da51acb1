package dev.compliancekit.retention.spi;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.StoreKind;
import java.util.Set;

/**
 * A store from which data are erased, or the part of a store with some record classes: tables, an index, files, a
 * backup set, or keys whose destruction makes sealed data unreadable. An application implements one for every store
 * that holds personal data; record classes that may be held apart are targets apart. Anonymous aggregates are no target
 * of this kind.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>{@link #name}, {@link #kind}, {@link #recordClasses}, {@link #custodians} and {@link #after} always answer the
 *       same.
 *   <li>After {@link #erase} answered that nothing is left, {@link #readBack} of the same order answers
 *       {@link ReadBack.Absent}, or {@link ReadBack.Marked} if the store only marks what it erases.
 *   <li>{@link #erase} erases at most {@link ErasurePiece#maxRecords} records in one call, or the one thing that cannot
 *       be divided, such as a key or a partition; it says how many, and whether more is left.
 *   <li>{@link #erase} returns only after what it did is durable: a piece that is done stays done, whatever becomes of
 *       the next.
 *   <li>{@link #erase} calls {@link HoldCheck#requireUnheld} in every call that erases something, after it chose what
 *       to erase and before any of it is final: in a transaction right before the commit, elsewhere right before the
 *       first file or key goes. If that throws, the call erases nothing and passes the exception on. So a hold that is
 *       placed while an erasure runs stops it.
 *   <li>{@link #erase} is idempotent: erasing what is gone answers {@code ErasedPiece.last(0)}, however often.
 *   <li>If {@link #erase} throws, anything between nothing and the piece may be erased, and calling it again completes.
 *   <li>{@link #erase} touches nothing outside the order's scope: no other tenant, no other subject.
 *   <li>{@link #readBack} and {@link #holdings} change nothing.
 *   <li>{@link #readBack} asks the store each time; it never answers from memory of an earlier call. It counts what
 *       {@link #erase} would erase, by the same condition.
 *   <li>{@link #readBack} of a store that does not answer is {@link ReadBack.Unreachable}, never
 *       {@link ReadBack.Absent}; the same holds for {@link #holdings}.
 *   <li>What is only marked is never {@link ReadBack.Absent}, and the mark's end never moves away.
 *   <li>Methods may be called from several threads at a time.
 * </ul>
 */
public interface ErasureTarget {

    /**
     * The target's name in plans and certificates.
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
     * Which record classes the target holds; a legal hold on one of them protects the target.
     *
     * @return the classes; none means that any may be there, so that every hold on the scope protects it
     */
    Set<RecordClass> recordClasses();

    /**
     * Who keeps the data; a legal hold on what one of them keeps protects the target.
     *
     * @return the custodians; none, the default, means that it may be anybody, so that every hold on the scope protects
     *     it
     */
    default Set<Custodian> custodians() {
        return Set.of();
    }

    /**
     * Which targets must be erased before this one: those whose records refer to records here, those for which this one
     * keeps the list of what to erase, and for keys the stores whose contents they seal.
     *
     * @return names of other targets; none by default; names of targets that a run does not have are passed over
     */
    default Set<String> after() {
        return Set.of();
    }

    /**
     * Erases a piece of the order's scope, so that it cannot be read any more.
     *
     * @param piece whose data, how much at once, and what to ask before it is final
     * @return how many records were erased, and whether more is left
     * @throws LegalHoldException if the check in the piece threw it; nothing was erased
     * @throws RuntimeException if the store failed or did not answer; safe to call again
     */
    ErasedPiece erase(ErasurePiece piece);

    /**
     * What the store holds in the order's scope. Before an erasure the answer is the dry run's count, after it the
     * proof.
     *
     * @param order whose data
     * @return the answer of the store itself
     */
    ReadBack readBack(ErasureOrder order);

    /**
     * What the target holds of all tenants together: the whole of which a run may erase a share.
     *
     * @return how many records, {@link ReadBack.Absent} for none; by default {@link ReadBack.Unverified}, and a run
     *     with a limit on the share then asks for approval
     */
    default ReadBack holdings() {
        return new ReadBack.Unverified("the store does not say how much it holds");
    }
}
