package dev.compliancekit.core;

import java.io.Serial;

/**
 * The common supertype of the exceptions that ComplianceKit throws for an attack, a bug or a dead dependency. A
 * caller's wrong argument is an {@link IllegalArgumentException} instead.
 */
public abstract class ComplianceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message one sentence: what was wrong, where, and what is accepted; never a secret
     */
    protected ComplianceException(String message) {
        super(message);
    }

    /**
     * An exception that keeps its cause.
     *
     * @param message one sentence: what was wrong, where, and what is accepted; never a secret
     * @param cause what the failing part reported
     */
    protected ComplianceException(String message, Throwable cause) {
        super(message, cause);
    }
}
