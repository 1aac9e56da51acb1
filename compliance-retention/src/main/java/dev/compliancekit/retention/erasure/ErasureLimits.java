package dev.compliancekit.retention.erasure;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Objects;

/**
 * How much a run may erase without a second person: records in all, and the share of what any one store holds. Above
 * either, a run needs an {@link ErasureApproval}. Orders that were begun before are not counted again: they were within
 * the limits or approved when they were begun.
 *
 * @param records how many records, 0 or more
 * @param share which share of a store, from 0 to 1; a store that does not say how much it holds is above it
 * @param approvalValidFor how long an approval counts, longer than zero
 */
@Immutable
public record ErasureLimits(long records, double share, Duration approvalValidFor) {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    /**
     * Checks the parts.
     *
     * @param records how many records, 0 or more
     * @param share which share of a store, from 0 to 1
     * @param approvalValidFor how long an approval counts, longer than zero
     * @throws IllegalArgumentException if one of them is outside
     */
    public ErasureLimits {
        Objects.requireNonNull(approvalValidFor, "approvalValidFor");
        if (records < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("limits are " + records + " records and a share of " + share
                    + "; accepted are 0 records and more, and shares from 0 to 1");
        }
        if (approvalValidFor.isNegative() || approvalValidFor.isZero()) {
            throw new IllegalArgumentException("approval is valid for no time; accepted are durations above zero");
        }
    }

    /**
     * Limits with approvals that count for a day.
     *
     * @param records how many records, 0 or more
     * @param share which share of a store, from 0 to 1
     * @return the limits
     */
    public static ErasureLimits of(long records, double share) {
        return new ErasureLimits(records, share, ONE_DAY);
    }
}
