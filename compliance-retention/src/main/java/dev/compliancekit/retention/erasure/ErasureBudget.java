package dev.compliancekit.retention.erasure;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Objects;

/**
 * How much one run does before it leaves the rest to the next: no piece is begun after either is used up.
 *
 * @param records how many records, at least 1
 * @param time how long by the run's clock, longer than zero
 */
@Immutable
public record ErasureBudget(long records, Duration time) {

    /**
     * Checks the parts.
     *
     * @param records how many records, at least 1
     * @param time how long, longer than zero
     * @throws IllegalArgumentException if nothing could be done within it
     */
    public ErasureBudget {
        Objects.requireNonNull(time, "time");
        if (records < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("budget is " + records + " records in " + time
                    + "; accepted are at least 1 record and a duration above zero");
        }
    }
}
