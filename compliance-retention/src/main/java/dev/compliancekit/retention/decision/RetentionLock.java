package dev.compliancekit.retention.decision;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Objects;

/**
 * A lock that a store puts on a record so that it cannot be deleted before an instant, such as S3 Object Lock.
 *
 * @param id the lock, 1 to 128 visible ASCII characters
 * @param mode who may break it
 * @param until the first instant at which it no longer protects
 */
@Immutable
public record RetentionLock(String id, Mode mode, Instant until) {

    /** Who may break a lock. */
    public enum Mode {
        /** Nobody. */
        COMPLIANCE,
        /** Those with the permission to bypass it; the eraser does not have it. */
        GOVERNANCE,
        /** Those with the permission to bypass it; the eraser has it, so that the lock protects nothing. */
        GOVERNANCE_BYPASSED
    }

    /**
     * Checks the parts.
     *
     * @param id the lock
     * @param mode who may break it
     * @param until the first instant at which it no longer protects
     * @throws IllegalArgumentException if the id is not accepted
     */
    public RetentionLock {
        Ids.requireAccepted("lock", id);
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(until, "until");
    }

    boolean protects() {
        return mode != Mode.GOVERNANCE_BYPASSED;
    }
}
