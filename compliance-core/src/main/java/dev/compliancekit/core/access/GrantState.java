package dev.compliancekit.core.access;

import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.util.Optional;

/** How a grant or a mandate stands at an instant. */
public enum GrantState {
    /** It starts later. */
    NOT_YET_VALID,
    /** It runs. */
    IN_FORCE,
    /** Its term is over. */
    EXPIRED,
    /** It was revoked, before its term was over or since. */
    REVOKED;

    /** What the state itself says against a grant or mandate; nothing if it is in force. */
    Optional<Denied> objectionTo(GrantId id, Term term) {
        return switch (this) {
            case IN_FORCE -> Optional.empty();
            case NOT_YET_VALID ->
                Optional.of(new Denied(Reason.NOT_YET_VALID, "grant " + id + " starts at " + term.from()));
            case EXPIRED -> Optional.of(new Denied(Reason.EXPIRED, "grant " + id + " ended at " + term.toExclusive()));
            case REVOKED -> Optional.of(new Denied(Reason.REVOKED, "grant " + id + " was revoked"));
        };
    }
}
