package dev.compliancekit.audit;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * The queue of the log has no room, and the event is of an action for which nobody waits: {@link WhenFull#FAIL_CLOSED}.
 * Nothing was appended. Trying again later makes sense.
 */
public final class AuditQueueFullException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message one sentence: how many events wait
     */
    public AuditQueueFullException(String message) {
        super(message);
    }
}
