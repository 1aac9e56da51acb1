package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a session lives whatever happens in it (NIST SP 800-63B section 7.2).
 *
 * @param limit how long, longer than zero
 * @param boundary whether the session is over at the limit itself or only after it
 */
@Immutable
public record AbsoluteTimeout(Duration limit, Boundary boundary) {

    /**
     * Checks the limit.
     *
     * @param limit how long, longer than zero
     * @param boundary whether the session is over at the limit itself or only after it
     * @throws IllegalArgumentException if the limit is not longer than zero
     */
    public AbsoluteTimeout {
        Objects.requireNonNull(boundary, "boundary");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "absolute timeout is " + limit + "; accepted are durations longer than zero");
        }
    }

    /**
     * Whether the session is over.
     *
     * @param startedAt when the session began
     * @param asOf the instant to answer for
     * @return true at or after the limit, as the boundary says
     */
    public boolean isOver(Instant startedAt, Instant asOf) {
        return boundary.isReached(Duration.between(startedAt, asOf), limit);
    }
}
