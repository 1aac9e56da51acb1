package dev.compliancekit.examples.quickstart;

import dev.compliancekit.retention.spi.ErasureTarget;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * How a run differs from the whole and honest one, for tests: which customers take part, and what stands in for the
 * live database when data are erased.
 *
 * @param customers which customers are loaded, by number
 * @param live puts something in front of the live database
 */
record Variation(IntPredicate customers, UnaryOperator<ErasureTarget> live) {

    /** Everybody, and nothing in front. */
    static Variation none() {
        return new Variation(number -> true, UnaryOperator.identity());
    }
}
