package dev.compliancekit.retention;

import dev.compliancekit.retention.deadline.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A duty to erase that an event started under a promise: what, where, from when and by when. <em>Immutable.</em>
 *
 * @param id the same for the same event and promise, whenever it is computed; no personal data
 * @param policy the page
 * @param policyVersion the version in force when the event was received
 * @param promise the promise on that page
 * @param event what started it
 * @param stores which kinds of store it reaches; at least one, unmodifiable
 * @param deadline every reading of the end of the period; a stricter later version may have shortened it
 * @param deleteFrom from when the erasure may begin
 */
public record Obligation(
        String id,
        String policy,
        String policyVersion,
        String promise,
        AccountEvent event,
        Set<StoreKind> stores,
        Deadline deadline,
        Instant deleteFrom) {

    /**
     * Copies the stores and checks the parts.
     *
     * @param id the same for the same event and promise
     * @param policy the page
     * @param policyVersion the version in force when the event was received
     * @param promise the promise on that page
     * @param event what started it
     * @param stores which kinds of store it reaches; copied
     * @param deadline every reading of the end of the period
     * @param deleteFrom from when the erasure may begin; not after the deadline
     * @throws IllegalArgumentException if there is no store, or the erasure may only begin after the deadline
     */
    public Obligation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(policyVersion, "policyVersion");
        Objects.requireNonNull(promise, "promise");
        Objects.requireNonNull(event, "event");
        if (stores.isEmpty()) {
            throw new IllegalArgumentException("obligation reaches no store; accepted is at least one kind");
        }
        stores = Collections.unmodifiableSet(EnumSet.copyOf(stores));
        if (deleteFrom.isAfter(deadline.actBy())) {
            throw new IllegalArgumentException(
                    "obligation may begin only after it is due; accepted is a beginning at or before the deadline");
        }
    }

    /**
     * By when the erasure must be over: the earliest reading of the deadline. At this very instant is in time.
     *
     * @return the instant
     */
    public Instant due() {
        return deadline.actBy();
    }

    /**
     * Which share of the time between the event and the due instant is used.
     *
     * @param asOf the instant to answer for
     * @return 0 before the event, 1 at the due instant, more than 1 when overdue
     */
    public double usedShare(Instant asOf) {
        long available = Math.max(1, Duration.between(event.at(), due()).toMillis());
        return Math.max(0, Duration.between(event.at(), asOf).toMillis()) / (double) available;
    }
}
