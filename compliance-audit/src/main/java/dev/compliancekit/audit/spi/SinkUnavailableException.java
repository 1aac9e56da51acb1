package dev.compliancekit.audit.spi;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when a sink cannot be reached, or cannot be used as it is set up. What was being shipped may have arrived; the
 * sink's cursor tells, and going on from there later is safe.
 */
public final class SinkUnavailableException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message one sentence
     */
    public SinkUnavailableException(String message) {
        super(message);
    }

    /**
     * Says what failed, and keeps what was found underneath.
     *
     * @param message one sentence
     * @param cause what was found underneath
     */
    public SinkUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
