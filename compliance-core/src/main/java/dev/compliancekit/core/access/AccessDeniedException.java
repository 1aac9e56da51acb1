package dev.compliancekit.core.access;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when data may not be seen, or a grant not be given or revoked. Its audit event is already in the log. A caller
 * answers as for an absent record, or shows the sentence to the actor.
 */
public final class AccessDeniedException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final AccessDecision.Reason reason;

    AccessDeniedException(AccessDecision.Denied denied) {
        super(denied.sentence());
        this.reason = denied.reason();
    }

    /**
     * Why.
     *
     * @return the reason, never {@link AccessDecision.Reason#OUTSIDE_SCOPE}
     */
    public AccessDecision.Reason reason() {
        return reason;
    }
}
