package dev.compliancekit.retention.deadline;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * One defensible answer to the question when a period ends.
 *
 * @param rule how it was counted
 * @param end the instant at which the period is over, exclusive; what has to be done is in time at or before it
 */
@Immutable
public record Reading(DeadlineRule rule, Instant end) {

    /**
     * Checks that both are there.
     *
     * @param rule how it was counted
     * @param end the instant at which the period is over
     */
    public Reading {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(end, "end");
    }
}
