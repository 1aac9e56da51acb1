package dev.compliancekit.audit.pruning;

import java.util.Objects;

/**
 * What pruning removes, or would. <em>Immutable.</em>
 *
 * @param fromIndex the first entry that goes
 * @param minimumIndex the first one that stays; the same as the first if none goes
 * @param stop why no more goes
 */
public record Pruning(long fromIndex, long minimumIndex, PruningStop stop) {

    /**
     * Checks the order.
     *
     * @param fromIndex the first entry that goes
     * @param minimumIndex the first one that stays
     * @param stop why no more goes
     * @throws IllegalArgumentException if the order is wrong
     */
    public Pruning {
        Objects.requireNonNull(stop, "stop");
        if (fromIndex < 0 || minimumIndex < fromIndex) {
            throw new IllegalArgumentException("pruning goes from " + fromIndex + " to " + minimumIndex
                    + "; accepted are indices from 0, the first not above the second");
        }
    }

    /**
     * How many entries go.
     *
     * @return from 0
     */
    public long entries() {
        return minimumIndex - fromIndex;
    }
}
