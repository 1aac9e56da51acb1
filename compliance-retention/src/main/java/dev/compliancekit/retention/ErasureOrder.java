package dev.compliancekit.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * An order to erase: whose data, in which kinds of store, by whose authority, from when and by when.
 * <em>Immutable.</em>
 *
 * @param id the same whenever the same order is given, 1 to 64 letters, digits and hyphens; no personal data
 * @param scope whose data
 * @param stores which kinds of store; at least one, unmodifiable
 * @param authority which rule demands it, for example page, version and promise; no personal data
 * @param requestedAt when the event happened or the request was received
 * @param executeFrom from when it may be executed
 * @param due by when it must be over, inclusive
 */
public record ErasureOrder(
        String id,
        Scope scope,
        Set<StoreKind> stores,
        String authority,
        Instant requestedAt,
        Instant executeFrom,
        Instant due) {

    private static final int MAX_AUTHORITY = 256;

    /**
     * Copies the stores and checks the parts.
     *
     * @param id the same whenever the same order is given
     * @param scope whose data
     * @param stores which kinds of store; copied
     * @param authority which rule demands it, 1 to 256 characters
     * @param requestedAt when the event happened or the request was received
     * @param executeFrom from when it may be executed; not after {@code due}
     * @param due by when it must be over
     * @throws IllegalArgumentException if the id, the authority or the order of the instants is not accepted, or there
     *     is no store
     */
    public ErasureOrder {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(requestedAt, "requestedAt");
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "erasure order id is not accepted; accepted are 1 to 64 letters, digits and hyphens");
        }
        if (authority.isBlank() || authority.length() > MAX_AUTHORITY) {
            throw new IllegalArgumentException(
                    "erasure order " + id + " has no authority or one too long; accepted are 1 to 256 characters");
        }
        if (stores.isEmpty()) {
            throw new IllegalArgumentException(
                    "erasure order " + id + " reaches no store; accepted is at least one kind");
        }
        stores = Collections.unmodifiableSet(EnumSet.copyOf(stores));
        if (executeFrom.isAfter(due)) {
            throw new IllegalArgumentException("erasure order " + id
                    + " may be executed only after it is due; accepted is a beginning at or before the due instant");
        }
    }

    /**
     * The order that fulfils an obligation; it has the obligation's id.
     *
     * @param obligation the duty
     * @return the order
     */
    public static ErasureOrder of(Obligation obligation) {
        return new ErasureOrder(
                obligation.id(),
                obligation.event().scope(),
                obligation.stores(),
                obligation.policy() + " " + obligation.policyVersion() + ": " + obligation.promise(),
                obligation.event().at(),
                obligation.deleteFrom(),
                obligation.due());
    }

    /**
     * The order to erase again what a restored backup brought back; due within a window from the restore.
     *
     * @param scope whose data came back
     * @param stores which kinds of store were restored
     * @param restoredAt when
     * @param window how long execution may take, longer than zero
     * @return the order; its id is the same for the same scope and instant
     */
    public static ErasureOrder afterRestore(Scope scope, Set<StoreKind> stores, Instant restoredAt, Duration window) {
        return new ErasureOrder(
                AccountLifecycle.hash("restore", scope.toString(), restoredAt.toString()),
                scope,
                stores,
                "erased before: came back with a restored backup",
                restoredAt,
                restoredAt,
                restoredAt.plus(window));
    }
}
