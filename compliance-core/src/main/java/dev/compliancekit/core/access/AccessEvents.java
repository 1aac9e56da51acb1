package dev.compliancekit.core.access;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.access.AccessDecision.Allowed;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** Writes and reads the audit events of access; {@link AccessGuard} documents their form. */
final class AccessEvents {

    static final String ROLE = "role";
    static final String CLASSIFICATION = "classification";
    static final String SECOND_FACTOR = "secondFactor";
    static final String GRANT = "grant";
    static final String REQUESTED_TENANT = "requestedTenant";
    static final String HOLDER = "holder";
    static final String FROM = "from";
    static final String TO_EXCLUSIVE = "toExclusive";

    private static final String GRANT_TARGET = "grant/";
    private static final String OWNER_TARGET = "owner/";
    private static final String APPROVER_TARGET = "approver/";

    private AccessEvents() {}

    static AuditEvent access(AccessRequest request, String target, AccessDecision decision, Instant at) {
        Outcome outcome = decision instanceof Allowed ? Outcome.SUCCESS : Outcome.DENIED;
        AuditEvent.Builder event =
                attempt(request, request.tenant(), target, outcome, at).attribute(AuditEvent.REASON, decision.code());
        if (decision instanceof Allowed allowed) {
            event.attribute(GRANT, allowed.grant().value());
        }
        return event.build();
    }

    /** Logged where the attempt came from: a tenant can neither fill nor stir another one's log. */
    static AuditEvent accessOutsideScope(AccessRequest request, String target, TenantId bound, Instant at) {
        return attempt(request, bound, target, Outcome.DENIED, at)
                .attribute(AuditEvent.REASON, Reason.OUTSIDE_SCOPE.code())
                .attribute(REQUESTED_TENANT, request.tenant().value())
                .build();
    }

    private static AuditEvent.Builder attempt(
            AccessRequest request, TenantId tenant, String target, Outcome outcome, Instant at) {
        return AuditEvent.builder(tenant, request.actor(), Action.ACCESS, outcome, at)
                .target(target)
                .attribute(ROLE, request.role().value())
                .attribute(AuditEvent.PURPOSE, request.purpose().value())
                .attribute(CLASSIFICATION, request.classification().name())
                .attribute(SECOND_FACTOR, request.secondFactor().code());
    }

    static AuditEvent given(Grant grant, Instant at) {
        return AuditEvent.builder(grant.tenant(), grant.givenBy(), Action.GRANT_GIVEN, Outcome.SUCCESS, at)
                .target(target(grant))
                .attribute(HOLDER, grant.holder().toString())
                .attribute(ROLE, grant.role().value())
                .attribute(AuditEvent.PURPOSE, grant.purpose().value())
                .attribute(FROM, grant.term().from().toString())
                .attribute(TO_EXCLUSIVE, grant.term().toExclusive().toString())
                .attribute(AuditEvent.REASON, grant.reason())
                .build();
    }

    static AuditEvent registered(Mandate mandate, TenantId tenant, Instant at) {
        return AuditEvent.builder(tenant, mandate.registeredBy(), Action.GRANT_GIVEN, Outcome.SUCCESS, at)
                .target(target(mandate))
                .attribute(HOLDER, mandate.holder().toString())
                .attribute(FROM, mandate.term().from().toString())
                .attribute(TO_EXCLUSIVE, mandate.term().toExclusive().toString())
                .attribute(AuditEvent.REASON, mandate.evidence())
                .build();
    }

    static AuditEvent revoked(Revocation revocation, TenantId tenant, String target) {
        return AuditEvent.builder(tenant, revocation.by(), Action.GRANT_REVOKED, Outcome.SUCCESS, revocation.at())
                .target(target)
                .attribute(AuditEvent.REASON, revocation.reason())
                .build();
    }

    static String target(Grant grant) {
        return GRANT_TARGET + grant.id();
    }

    static String target(Mandate mandate) {
        return (mandate instanceof Mandate.AccountOwner ? OWNER_TARGET : APPROVER_TARGET) + mandate.id();
    }

    static boolean isAccess(AuditEvent event, Outcome outcome) {
        return event.action().equals(Action.ACCESS) && event.outcome() == outcome;
    }

    static Optional<Grant> readGrant(AuditEvent event) {
        return idAfter(GRANT_TARGET, event, Action.GRANT_GIVEN)
                .map(id -> read(
                        event,
                        e -> new Grant(
                                new GrantId(id),
                                Actor.parse(attribute(e, HOLDER)),
                                new Role(attribute(e, ROLE)),
                                new Purpose(attribute(e, AuditEvent.PURPOSE)),
                                e.tenant(),
                                term(e),
                                e.actor(),
                                attribute(e, AuditEvent.REASON))));
    }

    static Optional<Mandate> readMandate(AuditEvent event) {
        Optional<Mandate> owner = idAfter(OWNER_TARGET, event, Action.GRANT_GIVEN)
                .map(id -> read(
                        event,
                        e -> new Mandate.AccountOwner(
                                new GrantId(id),
                                e.tenant(),
                                Actor.parse(attribute(e, HOLDER)),
                                term(e),
                                e.actor(),
                                attribute(e, AuditEvent.REASON))));
        return owner.or(() -> idAfter(APPROVER_TARGET, event, Action.GRANT_GIVEN)
                .map(id -> read(
                        event,
                        e -> new Mandate.Approver(
                                new GrantId(id),
                                Actor.parse(attribute(e, HOLDER)),
                                term(e),
                                e.actor(),
                                attribute(e, AuditEvent.REASON)))));
    }

    static Optional<Revocation> readRevocation(AuditEvent event) {
        return idAfter(GRANT_TARGET, event, Action.GRANT_REVOKED)
                .or(() -> idAfter(OWNER_TARGET, event, Action.GRANT_REVOKED))
                .or(() -> idAfter(APPROVER_TARGET, event, Action.GRANT_REVOKED))
                .map(id -> read(
                        event,
                        e -> new Revocation(
                                new GrantId(id), e.actor(), e.occurredAt(), attribute(e, AuditEvent.REASON))));
    }

    /** What the event of an allowed access says was asked and which grant it names. */
    static Optional<AccessRequest> readAccess(AuditEvent event) {
        try {
            return Optional.of(new AccessRequest(
                    event.actor(),
                    new Role(attribute(event, ROLE)),
                    new Purpose(attribute(event, AuditEvent.PURPOSE)),
                    event.tenant(),
                    new RecordClass(event.target().split("/", 2)[0]),
                    Classification.valueOf(attribute(event, CLASSIFICATION)),
                    secondFactor(event)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<GrantId> readGrantId(AuditEvent event) {
        try {
            return Optional.ofNullable(event.attributes().get(GRANT)).map(GrantId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static SecondFactor secondFactor(AuditEvent event) {
        return SecondFactor.PRESENT.code().equals(event.attributes().get(SECOND_FACTOR))
                ? SecondFactor.PRESENT
                : SecondFactor.ABSENT;
    }

    private static Optional<String> idAfter(String prefix, AuditEvent event, Action action) {
        boolean isOne = event.action().equals(action)
                && event.outcome() == Outcome.SUCCESS
                && event.target().startsWith(prefix);
        return isOne ? Optional.of(event.target().substring(prefix.length())) : Optional.empty();
    }

    private static Term term(AuditEvent event) {
        return new Term(Instant.parse(attribute(event, FROM)), Instant.parse(attribute(event, TO_EXCLUSIVE)));
    }

    private static String attribute(AuditEvent event, String name) {
        String value = event.attributes().get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no attribute " + name);
        }
        return value;
    }

    private static <T> T read(AuditEvent event, Function<AuditEvent, T> reading) {
        try {
            return reading.apply(event);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "audit event of " + event.action() + " at " + event.occurredAt()
                            + " cannot be read as a grant; accepted is what AccessGuard writes: " + e.getMessage(),
                    e);
        }
    }
}
