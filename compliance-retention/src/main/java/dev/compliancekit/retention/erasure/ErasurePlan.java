package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run would do, store by store and order by order, and how many records each holds now. <em>Immutable.</em>
 *
 * @param asOf when it was made
 * @param policyVersion the version of the policy that it was made under, empty if the run was given none
 * @param steps the orders that a run would execute, the earliest due first, unmodifiable
 * @param stores what would go from each store, in the order of execution, unmodifiable
 */
public record ErasurePlan(Instant asOf, String policyVersion, List<Step> steps, List<StoreShare> stores) {

    /**
     * Copies the lists.
     *
     * @param asOf when it was made
     * @param policyVersion the version of the policy that it was made under
     * @param steps the orders that a run would execute; copied
     * @param stores what would go from each store; copied
     */
    public ErasurePlan {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(policyVersion, "policyVersion");
        steps = List.copyOf(steps);
        stores = List.copyOf(stores);
    }

    /**
     * The plan's content as one value, to be approved and presented: two plans have the same token only if policy,
     * orders, stores, counts and holds are the same. When it was made does not count.
     *
     * @return 64 lower-case hexadecimal digits (SHA-256)
     */
    public String token() {
        return PlanToken.of(this);
    }

    /**
     * How many records the orders reach that were not begun before; what a hold protects now counts too, since it goes
     * after the release without being asked about again.
     *
     * @return 0 or more
     */
    public long records() {
        return stores.stream().mapToLong(StoreShare::records).sum();
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

    /**
     * What would go from one store.
     *
     * @param target the store's name
     * @param kind what the store is for
     * @param recordClasses which classes it holds, unmodifiable
     * @param records how many records the orders reach that were not begun before, 0 or more
     * @param holdings how many it holds of everybody
     */
    public record StoreShare(
            String target, StoreKind kind, Set<RecordClass> recordClasses, long records, ReadBack holdings) {

        /**
         * Copies the classes.
         *
         * @param target the store's name
         * @param kind what the store is for
         * @param recordClasses which classes it holds; copied
         * @param records how many records would go
         * @param holdings how many it holds of everybody
         */
        public StoreShare {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(holdings, "holdings");
            recordClasses = Collections.unmodifiableSortedSet(new TreeSet<>(recordClasses));
        }

        boolean isEverything() {
            return records > 0 && holdings instanceof ReadBack.Present present && records >= present.records();
        }

        /** A share that cannot be told is above every limit but 1. */
        boolean isAbove(double share) {
            if (records == 0 || share >= 1) {
                return false;
            }
            return !(holdings instanceof ReadBack.Present present) || records > share * present.records();
        }
    }
}
