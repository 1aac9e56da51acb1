package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a session lives without activity (NIST SP 800-63B section 7.2; PCI DSS 4.0 requirement 8.2.8).
 *
 * @param limit how long, longer than zero
 * @param boundary whether the session is over at the limit itself or only after it
 */
@Immutable
public record IdleTimeout(Duration limit, Boundary boundary) {

    /**
     * Checks the limit.
     *
     * @param limit how long, longer than zero
     * @param boundary whether the session is over at the limit itself or only after it
     * @throws IllegalArgumentException if the limit is not longer than zero
     */
    public IdleTimeout {
        Objects.requireNonNull(boundary, "boundary");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "idle timeout is " + limit + "; accepted are durations longer than zero");
        }
    }

    /**
     * Whether the session is over.
     *
     * @param lastActivityAt when the session was last used
     * @param asOf the instant to answer for
     * @return true at or after the limit, as the boundary says
     */
    public boolean isOver(Instant lastActivityAt, Instant asOf) {
        return boundary.isReached(Duration.between(lastActivityAt, asOf), limit);
    }
}
