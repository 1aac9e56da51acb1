package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a run would do, store by store, and how many records each holds now. <em>Immutable.</em>
 *
 * @param asOf when it was made
 * @param steps the orders that a run would execute, the earliest due first, unmodifiable
 */
public record ErasurePlan(Instant asOf, List<Step> steps) {

    /**
     * Copies the steps.
     *
     * @param asOf when it was made
     * @param steps the orders that a run would execute; copied
     */
    public ErasurePlan {
        Objects.requireNonNull(asOf, "asOf");
        steps = List.copyOf(steps);
    }

    /**
     * One order with the stores that it reaches.
     *
     * @param order the order
     * @param stores what each store holds now, or why it would be left alone, in the order of execution, unmodifiable
     */
    public record Step(ErasureOrder order, List<TargetResult> stores) {

        /**
         * Copies the stores.
         *
         * @param order the order
         * @param stores what each store holds now; copied
         */
        public Step {
            Objects.requireNonNull(order, "order");
            stores = List.copyOf(stores);
        }
    }
}
