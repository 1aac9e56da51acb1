package dev.compliancekit.core.promise;

import java.util.Objects;

/**
 * A control that threw instead of answering. <em>Immutable.</em>
 *
 * @param promise the promise that it should have answered
 * @param cause what was thrown; for an operator, since its message may hold what a report must not show
 */
public record FailedControl(Promise promise, Exception cause) {

    /**
     * Checks that both are there.
     *
     * @param promise the promise that it should have answered
     * @param cause what was thrown
     */
    public FailedControl {
        Objects.requireNonNull(promise, "promise");
        Objects.requireNonNull(cause, "cause");
    }
}
