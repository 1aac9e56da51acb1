package dev.compliancekit.core.promise;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** What software checks in an attestation instead of believing it. <em>Immutable.</em> */
public sealed interface Requirement {

    /**
     * The thing is done again and again: the last {@link Occurrence} counts for this long. <em>Immutable.</em>
     *
     * @param atMost the longest time from one occurrence to the next
     */
    record Cadence(Period atMost) implements Requirement {

        /**
         * Checks the period.
         *
         * @param atMost longer than zero, no part negative
         * @throws IllegalArgumentException if it is not
         */
        public Cadence {
            Periods.requirePositive("cadence", atMost);
        }
    }

    /**
     * The occurrences are the work of several vendors. <em>Immutable.</em>
     *
     * @param atLeast the least number of different vendors
     */
    record DistinctVendors(int atLeast) implements Requirement {

        /**
         * Checks the number.
         *
         * @param atLeast 1 or more
         * @throws IllegalArgumentException if it is less
         */
        public DistinctVendors {
            if (atLeast < 1) {
                throw new IllegalArgumentException("distinct vendors is " + atLeast + "; accepted is 1 or more");
            }
        }
    }

    /**
     * What a promise that is answered by attestation lets software check: its parameters {@code cadence} (an ISO 8601
     * period) and {@code distinctVendors} (a number).
     *
     * @param promise the promise
     * @return one requirement for each of the two parameters it has, in this order, unmodifiable; none if another
     *     control answers it, whose parameters they then are
     * @throws IllegalArgumentException if a parameter is not as described
     */
    static List<Requirement> of(Promise promise) {
        List<Requirement> requirements = new ArrayList<>();
        if (promise.control().equals(Promise.ATTESTATION)) {
            promise.parameter("cadence").map(Requirements::cadence).ifPresent(requirements::add);
            promise.parameter("distinctVendors").map(Requirements::vendors).ifPresent(requirements::add);
        }
        return List.copyOf(requirements);
    }
}
