package dev.compliancekit.kafka;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when events cannot be sent to a queue, or not be taken from it. An event that was being sent may have arrived:
 * sent again with the same {@code eventId}, the log takes it for the same as long as it remembers it.
 */
public final class QueueUnavailableException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message one sentence
     */
    public QueueUnavailableException(String message) {
        super(message);
    }

    /**
     * Says what failed, and keeps what was found underneath.
     *
     * @param message one sentence
     * @param cause what was found underneath
     */
    public QueueUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
