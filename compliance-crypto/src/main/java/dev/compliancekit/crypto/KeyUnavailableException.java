package dev.compliancekit.crypto;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when a key exists but cannot be had: the key service or key store cannot be reached, or a key record is
 * damaged. Nothing was lost or half done by the call; it may be repeated, and succeeds once the cause is repaired.
 */
public final class KeyUnavailableException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message one sentence: which key or file, and what is wrong with it; never a secret
     */
    public KeyUnavailableException(String message) {
        super(message);
    }

    /**
     * An exception that keeps its cause.
     *
     * @param message one sentence: which key or file, and what is wrong with it; never a secret
     * @param cause what the failing part reported
     */
    public KeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
