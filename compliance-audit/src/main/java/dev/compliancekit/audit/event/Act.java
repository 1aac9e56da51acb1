package dev.compliancekit.audit.event;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * What the factories of events ask for first: whose, who and when.
 *
 * @param tenant whose data or account it is about
 * @param actor who did it; somebody whom nobody could tell is of the kind {@link Actor.Kind#OTHER}
 * @param at when it happened, by the caller's clock
 */
@Immutable
public record Act(TenantId tenant, Actor actor, Instant at) {

    /**
     * Checks that all are given.
     *
     * @param tenant whose data or account it is about
     * @param actor who did it
     * @param at when it happened
     */
    public Act {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(at, "at");
    }

    AuditEvent.Builder event(Action action, Outcome outcome) {
        return AuditEvent.builder(tenant, actor, action, outcome, at);
    }

    AuditEvent.Builder done(Action action, String target) {
        return event(action, Outcome.SUCCESS).target(target);
    }
}
