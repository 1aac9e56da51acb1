package dev.compliancekit.jdbc.due;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;

/**
 * What a run did.
 *
 * @param items how many were worked off and committed
 * @param chunks in how many transactions
 * @param end why it ended
 */
@Immutable
public record RunReport(long items, int chunks, End end) {

    /** Why a run ended. */
    public enum End {
        /** Nothing more is due that nobody else is at. */
        NOTHING_LEFT,
        /** The budget of items is used up. */
        ITEMS,
        /** The budget of time is used up. */
        TIME
    }

    /**
     * Checks that the end is there.
     *
     * @param items how many were worked off and committed
     * @param chunks in how many transactions
     * @param end why it ended
     */
    public RunReport {
        Objects.requireNonNull(end, "end");
    }
}
