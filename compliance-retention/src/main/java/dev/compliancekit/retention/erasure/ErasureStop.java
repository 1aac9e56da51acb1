package dev.compliancekit.retention.erasure;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;

/**
 * Why a run stopped before it erased anything.
 *
 * @param cause what kind of reason
 * @param sentence the reason in words; no personal data
 */
@Immutable
public record ErasureStop(Cause cause, String sentence) {

    /** What stops a run. */
    public enum Cause {
        /** The clock is further from the last run than is believed; somebody must look at it. */
        CLOCK_JUMPED,
        /** The plan is above the limits and nobody approved it. */
        NEEDS_APPROVAL,
        /** The approval is of another plan, too old, or of the future. */
        APPROVAL_REFUSED,
        /** A store would be empty afterwards, which no approval covers. */
        WOULD_DELETE_EVERYTHING
    }

    /**
     * Checks that both are there.
     *
     * @param cause what kind of reason
     * @param sentence the reason in words
     */
    public ErasureStop {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(sentence, "sentence");
    }
}
