package dev.compliancekit.core.access;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.time.Instant;
import java.util.Optional;

/** Somebody's attempt to change the grants; writes down how it was refused. */
record Attempt(TenantId tenant, Actor actor, Action action, String target, Instant at) {

    /** The tenant bound to this thread if it is another one. */
    static Optional<TenantId> boundOtherThan(TenantId tenant) {
        return TenantScope.currentIfBound().filter(bound -> !bound.equals(tenant));
    }

    void requireInScope(AuditSink sink) {
        Optional<TenantId> foreign = boundOtherThan(tenant);
        if (foreign.isPresent()) {
            throw outsideScope(foreign.get(), sink);
        }
    }

    /** Logged where the attempt came from: a tenant can neither fill nor stir another one's log. */
    TenantMismatchException outsideScope(TenantId bound, AuditSink sink) {
        sink.append(refusal(bound, Reason.OUTSIDE_SCOPE));
        return new TenantMismatchException();
    }

    /** Where the actor may not learn the true reason. */
    AccessDeniedException refused(Denied shown, Reason logged, AuditSink sink) {
        sink.append(refusal(tenant, logged));
        return new AccessDeniedException(shown);
    }

    private AuditEvent refusal(TenantId log, Reason reason) {
        return AuditEvent.builder(log, actor, action, Outcome.DENIED, at)
                .target(target)
                .attribute(AuditEvent.REASON, reason.code())
                .build();
    }
}
