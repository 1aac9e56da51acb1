package dev.compliancekit.core.access;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.time.Instant;
import java.util.Optional;

/** Checks what changes a {@link GrantBook}, and logs it or its refusal. Holds no book of its own. */
final class GrantChanges {

    private final AccessPolicy policy;
    private final AuditSink sink;
    private final TenantId operator;

    GrantChanges(AccessPolicy policy, AuditSink sink, TenantId operator) {
        this.policy = policy;
        this.sink = sink;
        this.operator = operator;
    }

    /** The book with the grant, once its event is in the log. */
    GrantBook give(Grant grant, SecondFactor giver, GrantBook book, Instant now) {
        String target = AccessEvents.target(grant);
        Attempt attempt = new Attempt(grant.tenant(), grant.givenBy(), Action.GRANT_GIVEN, target, now);
        attempt.requireInScope(sink);
        requireNone(attempt, objectionTo(giver).or(() -> policy.objectionTo(grant, book, now)));
        GrantBook changed = book.with(grant);
        sink.append(AccessEvents.given(grant, now));
        return changed;
    }

    /** The book with the mandate, once its event is in the log. */
    GrantBook register(Mandate mandate, SecondFactor registrar, GrantBook book, Instant now) {
        TenantId tenant = tenantOf(mandate);
        String target = AccessEvents.target(mandate);
        Attempt attempt = new Attempt(tenant, mandate.registeredBy(), Action.GRANT_GIVEN, target, now);
        attempt.requireInScope(sink);
        requireNone(attempt, objectionTo(registrar).or(() -> policy.objectionTo(mandate, book, now)));
        GrantBook changed = book.with(mandate);
        sink.append(AccessEvents.registered(mandate, tenant, now));
        return changed;
    }

    /** The event of a revocation that its author may make; not appended yet. */
    AuditEvent revoke(Revocation revocation, GrantBook book) {
        GrantId id = revocation.grant();
        Optional<Grant> grant = book.grant(id);
        Optional<Mandate> mandate = book.mandate(id);
        TenantId tenant =
                grant.map(Grant::tenant).or(() -> mandate.map(this::tenantOf)).orElse(operator);
        String target = grant.map(AccessEvents::target)
                .or(() -> mandate.map(AccessEvents::target))
                .orElse("unknown/" + id);
        Attempt attempt = new Attempt(tenant, revocation.by(), Action.GRANT_REVOKED, target, revocation.at());
        boolean isKnown = grant.isPresent() || mandate.isPresent();
        requireVisible(attempt, isKnown);
        boolean isConcerned = grant.filter(one -> isOneOf(revocation.by(), one.holder(), one.givenBy()))
                        .isPresent()
                || mandate.filter(one -> isOneOf(revocation.by(), one.holder(), one.registeredBy()))
                        .isPresent();
        requireEntitled(attempt, isKnown, isConcerned, book);
        return AccessEvents.revoked(revocation, tenant, target);
    }

    /** Where a tenant is bound, an id that does not exist and one of another tenant get the same answer. */
    private void requireVisible(Attempt attempt, boolean isKnown) {
        Optional<TenantId> bound = TenantScope.currentIfBound();
        if (!isKnown && bound.isPresent()) {
            throw attempt.outsideScope(bound.get(), sink);
        }
        attempt.requireInScope(sink);
    }

    private void requireEntitled(Attempt attempt, boolean isKnown, boolean isConcerned, GrantBook book) {
        Actor by = attempt.actor();
        boolean isEntitled =
                isConcerned || book.isApprover(by, attempt.at()) || book.isOwner(by, attempt.tenant(), attempt.at());
        if (!isKnown || !isEntitled) {
            Denied shown = new Denied(Reason.NO_GRANT, "there is no such grant for the actor");
            throw attempt.refused(shown, isKnown ? Reason.NOT_ENTITLED : Reason.NO_GRANT, sink);
        }
    }

    private static boolean isOneOf(Actor actor, Actor one, Actor other) {
        return actor.equals(one) || actor.equals(other);
    }

    /** An approver is nobody's in particular; his events are the operator's. */
    private TenantId tenantOf(Mandate mandate) {
        return mandate instanceof Mandate.AccountOwner owner ? owner.tenant() : operator;
    }

    private void requireNone(Attempt attempt, Optional<Denied> objection) {
        if (objection.isPresent()) {
            throw attempt.refused(objection.get(), objection.get().reason(), sink);
        }
    }

    private static Optional<Denied> objectionTo(SecondFactor secondFactor) {
        return secondFactor == SecondFactor.PRESENT ? Optional.empty() : Optional.of(AccessPolicy.NO_SECOND_FACTOR);
    }
}
