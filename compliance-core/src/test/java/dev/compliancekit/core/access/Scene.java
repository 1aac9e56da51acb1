package dev.compliancekit.core.access;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The people, rules and grants that the tests share. Noon is the middle of every grant. */
final class Scene {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final Term MORNING_TO_EVENING = Term.of(NOON.minus(Duration.ofHours(4)), Duration.ofHours(8));
    static final Term YEAR = Term.of(NOON.minus(Duration.ofDays(100)), Duration.ofDays(366));

    static final TenantId ACME = new TenantId("acme");
    static final TenantId RIVAL = new TenantId("rival");
    static final TenantId OPERATOR = new TenantId("operator");

    static final Actor ANN = Actor.staff("ann");
    static final Actor BEN = Actor.staff("ben");
    static final Actor LEAD = Actor.staff("lead");
    static final Actor REGISTRAR = Actor.staff("registrar");
    static final Actor OLGA = Actor.customer("olga");
    static final Actor CARL = Actor.customer("carl");
    static final Actor RITA = Actor.customer("rita");
    static final Actor JOB = Actor.service("nightly-export");
    static final Actor AUDITOR = new Actor(Actor.Kind.AUDITOR, "audit-firm-7");

    static final Role SUPPORT = new Role("support");
    static final Role KEY_STAFF = new Role("key-staff");
    static final Role CLERK = new Role("clerk");
    static final Purpose TICKET = new Purpose("support-ticket");
    static final Purpose OPERATIONS = new Purpose("operations");
    static final Purpose BUSINESS = new Purpose("own-business");

    static final RecordClass CUSTOMERS = new RecordClass("customer");

    static final AccessPolicy POLICY = AccessPolicy.builder(Duration.ofHours(8))
            .longestGrant(Actor.Kind.CUSTOMER, Duration.ofDays(366))
            .permit(SUPPORT, TICKET, Classification.CONFIDENTIAL)
            .permit(KEY_STAFF, OPERATIONS, Classification.RESTRICTED)
            .permit(CLERK, BUSINESS, Classification.CONFIDENTIAL)
            .permit(Role.OWNER, BUSINESS, Classification.RESTRICTED)
            .build();

    static final Mandate LEAD_APPROVES =
            new Mandate.Approver(new GrantId("m-lead"), LEAD, YEAR, REGISTRAR, "resolution 12");
    static final Mandate OLGA_OWNS_ACME =
            new Mandate.AccountOwner(new GrantId("m-olga"), ACME, OLGA, YEAR, LEAD, "contract 114");
    static final Mandate RITA_OWNS_RIVAL =
            new Mandate.AccountOwner(new GrantId("m-rita"), RIVAL, RITA, YEAR, LEAD, "contract 115");
    static final List<Mandate> MANDATES = List.of(LEAD_APPROVES, OLGA_OWNS_ACME, RITA_OWNS_RIVAL);

    static final Grant ANNS = grant("g-ann", ANN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD);
    static final Grant CARLS = grant("g-carl", CARL, CLERK, BUSINESS, ACME, YEAR, OLGA);

    private Scene() {}

    static Grant grant(String id, Actor holder, Role role, Purpose purpose, TenantId tenant, Term term, Actor giver) {
        return new Grant(new GrantId(id), holder, role, purpose, tenant, term, giver, "ticket 4711");
    }

    static GrantBook book(Grant... grants) {
        return GrantBook.of(List.of(grants), MANDATES, List.of());
    }

    static AccessRequest request(Actor actor, Role role, Purpose purpose, TenantId tenant) {
        Tag tag = new Tag(tenant, new SubjectId("person-1"), CUSTOMERS, Classification.CONFIDENTIAL);
        return AccessRequest.of(actor, role, purpose, tag, SecondFactor.PRESENT);
    }

    /** What Ann's grant is for. */
    static AccessRequest byAnn() {
        return request(ANN, SUPPORT, TICKET, ACME);
    }

    /** What Carl's grant is for. */
    static AccessRequest byCarl() {
        return request(CARL, CLERK, BUSINESS, ACME);
    }

    /** The owner in his own account. */
    static AccessRequest byOlga() {
        return request(OLGA, Role.OWNER, BUSINESS, ACME);
    }

    static AccessRequest without(SecondFactor factor, AccessRequest r) {
        SecondFactor other = factor == SecondFactor.PRESENT ? SecondFactor.ABSENT : SecondFactor.PRESENT;
        return new AccessRequest(
                r.actor(), r.role(), r.purpose(), r.tenant(), r.recordClass(), r.classification(), other);
    }

    static AccessRequest at(Classification classification, AccessRequest r) {
        return new AccessRequest(
                r.actor(), r.role(), r.purpose(), r.tenant(), r.recordClass(), classification, r.secondFactor());
    }
}
