package dev.compliancekit.jdbc.due;

import java.time.Instant;
import java.util.List;

/**
 * Items that one worker has for itself until an instant, and the number that fences: higher than that of every lease
 * before it. Hand the number to other stores that can refuse a lower one. <em>Immutable.</em>
 *
 * @param items what is leased, the longest due first, unmodifiable
 * @param fence the number, at least 1
 * @param until when others may take the items over
 */
public record Lease(List<DueItem> items, long fence, Instant until) {

    /**
     * Copies the items.
     *
     * @param items what is leased; copied
     * @param fence the number
     * @param until when others may take the items over
     */
    public Lease {
        items = List.copyOf(items);
    }
}
