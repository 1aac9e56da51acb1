package dev.compliancekit.retention.spi;

import dev.compliancekit.retention.ErasureOrder;
import java.util.Objects;

/**
 * One piece of an erasure: what a target is to erase in one call and make final in one go. <em>Immutable.</em>
 *
 * @param order whose data
 * @param maxRecords how many records may be erased, at least 1
 * @param holds what the target asks before anything of the piece becomes final
 */
public record ErasurePiece(ErasureOrder order, int maxRecords, HoldCheck holds) {

    /**
     * Checks the parts.
     *
     * @param order whose data
     * @param maxRecords how many records may be erased, at least 1
     * @param holds what the target asks before anything of the piece becomes final
     * @throws IllegalArgumentException if no record may be erased
     */
    public ErasurePiece {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(holds, "holds");
        if (maxRecords < 1) {
            throw new IllegalArgumentException("piece is of " + maxRecords + " records; accepted are 1 and more");
        }
    }
}
