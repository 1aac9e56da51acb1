package dev.compliancekit.core.promise;

import java.util.Objects;

/**
 * A promise with how it stands. <em>Immutable.</em>
 *
 * @param promise the promise
 * @param assessment how it stands, and why
 */
public record AssessedPromise(Promise promise, Assessment assessment) {

    /**
     * Checks that both are there.
     *
     * @param promise the promise
     * @param assessment how it stands, and why
     */
    public AssessedPromise {
        Objects.requireNonNull(promise, "promise");
        Objects.requireNonNull(assessment, "assessment");
    }
}
