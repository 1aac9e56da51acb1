package dev.compliancekit.retention;

import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * One sentence of a page about erasure, as a value: after which event which stores are erased within which time,
 * counted from what. <em>Immutable.</em>
 *
 * @param id the name of the promise on its page, for example {@code cancelled-30-days}
 * @param trigger the event that starts it
 * @param stores which kinds of store it reaches; at least one, unmodifiable
 * @param limit how long there is
 * @param startsFrom what the limit is counted from
 * @param lead how long before the due instant the erasure may begin, never before the event; zero or longer
 */
public record AccountPromise(
        String id,
        AccountEvent.Kind trigger,
        Set<StoreKind> stores,
        TimeLimit limit,
        StartsFrom startsFrom,
        Duration lead) {

    /** What a limit is counted from. Pages often leave it open; a policy must say it. */
    public enum StartsFrom {
        /** The event itself: the cancellation, or the receipt of the request. */
        EVENT,
        /**
         * The erasure of production that answers the same event, or the last instant at which that was promised if it
         * comes first: an erasure that is late does not give its backups more time.
         */
        HARD_DELETION
    }

    /**
     * Copies the stores and checks the parts.
     *
     * @param id the name of the promise on its page, not blank
     * @param trigger the event that starts it
     * @param stores which kinds of store it reaches; copied
     * @param limit how long there is
     * @param startsFrom what the limit is counted from
     * @param lead how long before the due instant the erasure may begin; zero or longer
     * @throws IllegalArgumentException if the id is blank, the trigger starts nothing, there is no store, or the lead
     *     is negative
     */
    public AccountPromise {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(startsFrom, "startsFrom");
        if (id.isBlank()) {
            throw new IllegalArgumentException("promise has a blank id; accepted is a name such as cancelled-30-days");
        }
        if (!starts(trigger)) {
            throw new IllegalArgumentException("promise " + id + " has the trigger " + trigger
                    + "; accepted are CANCELLED, OWNER_DELETION, ERASURE_REQUEST and DESTRUCTION_REQUEST");
        }
        if (stores.isEmpty()) {
            throw new IllegalArgumentException("promise " + id + " reaches no store; accepted is at least one kind");
        }
        stores = Collections.unmodifiableSet(EnumSet.copyOf(stores));
        if (lead.isNegative()) {
            throw new IllegalArgumentException(
                    "promise " + id + " has a negative lead; accepted are durations of zero or longer");
        }
        if (startsFrom == StartsFrom.HARD_DELETION && stores.contains(StoreKind.LIVE)) {
            throw new IllegalArgumentException("promise " + id
                    + " counts the erasure of production from itself; accepted is EVENT for the live store");
        }
    }

    /**
     * A promise to erase within a limit. The erasure waits for the due instant until {@link #withLead} says otherwise.
     *
     * @param id the name of the promise on its page
     * @param trigger the event that starts it
     * @param stores which kinds of store it reaches; copied
     * @param limit how long there is
     * @param startsFrom what the limit is counted from
     * @return the promise
     */
    public static AccountPromise within(
            String id, AccountEvent.Kind trigger, Set<StoreKind> stores, TimeLimit limit, StartsFrom startsFrom) {
        return new AccountPromise(id, trigger, stores, limit, startsFrom, Duration.ZERO);
    }

    /**
     * A promise to erase at once: the erasure may begin with the event and must be over within the window.
     *
     * @param id the name of the promise on its page
     * @param trigger the event that starts it
     * @param stores which kinds of store it reaches; copied
     * @param window how long execution may take; pages that say "immediate" give no figure, so it must be declared here
     * @return the promise
     */
    public static AccountPromise atOnce(String id, AccountEvent.Kind trigger, Set<StoreKind> stores, Duration window) {
        return new AccountPromise(id, trigger, stores, TimeLimit.of(window), StartsFrom.EVENT, window);
    }

    /**
     * The same with another lead.
     *
     * @param newLead how long before the due instant the erasure may begin; zero or longer
     * @return the changed copy
     */
    public AccountPromise withLead(Duration newLead) {
        return new AccountPromise(id, trigger, stores, limit, startsFrom, newLead);
    }

    private static boolean starts(AccountEvent.Kind kind) {
        return switch (kind) {
            case CANCELLED, OWNER_DELETION, ERASURE_REQUEST, DESTRUCTION_REQUEST -> true;
            case PAUSED, UNINSTALLED, REACTIVATED, ERASED -> false;
        };
    }
}
