package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessGuard;
import dev.compliancekit.core.access.AccessPolicy;
import dev.compliancekit.core.access.Grant;
import dev.compliancekit.core.access.GrantBook;
import dev.compliancekit.core.access.GrantId;
import dev.compliancekit.core.access.Mandate;
import dev.compliancekit.core.access.Purpose;
import dev.compliancekit.core.access.Role;
import dev.compliancekit.core.access.SecondFactor;
import dev.compliancekit.core.access.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Who works here and for the stores, in which roles, and what may be granted to them. */
final class Staff {

    static final Role SUPPORT = new Role("support");
    static final Role DATABASE_ADMINISTRATOR = new Role("database-administrator");
    static final Role ANALYST = new Role("analyst");
    static final Role CLERK = new Role("store-clerk");

    static final Purpose TICKET = new Purpose("support-ticket");
    static final Purpose MAINTENANCE = new Purpose("maintenance");
    static final Purpose STATISTICS = new Purpose("statistics");
    static final Purpose SERVICE = new Purpose("customer-service");

    static final Actor APPROVER = Actor.staff("ada");
    static final Actor AGENT = Actor.staff("ben");
    static final Actor ADMINISTRATOR = Actor.staff("cleo");
    static final Actor STATISTICIAN = Actor.staff("dan");

    private static final Duration LONGEST_GRANT = Duration.ofHours(8);
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final AccessGuard guard;
    private final Instant start;

    private Staff(AccessGuard guard, Instant start) {
        this.guard = guard;
        this.start = start;
    }

    /** The guard with its rules and the first approver; every store's owner is registered. */
    static Staff hired(AuditSink audit, InstantSource clock, List<TenantId> tenants) {
        Instant start = clock.instant();
        AccessPolicy policy = AccessPolicy.builder(LONGEST_GRANT)
                .permit(SUPPORT, TICKET, Classification.CONFIDENTIAL)
                .permit(DATABASE_ADMINISTRATOR, MAINTENANCE, Classification.CONFIDENTIAL)
                .permit(ANALYST, STATISTICS, Classification.INTERNAL)
                .permit(CLERK, SERVICE, Classification.CONFIDENTIAL)
                .permit(Role.OWNER, SERVICE, Classification.CONFIDENTIAL)
                .build();
        GrantBook book = GrantBook.empty()
                .with(new Mandate.Approver(
                        new GrantId("approver-ada"),
                        APPROVER,
                        Term.of(start, A_YEAR),
                        Actor.staff("chief"),
                        "contract of employment"));
        AccessGuard guard = AccessGuard.builder(policy, audit, clock, Story.OPERATOR)
                .startingWith(book)
                .build();
        Staff staff = new Staff(guard, start);
        tenants.forEach(staff::registerOwner);
        return staff;
    }

    private void registerOwner(TenantId tenant) {
        GrantId id = new GrantId("owner-" + tenant);
        Mandate owner = new Mandate.AccountOwner(
                id, tenant, ownerOf(tenant), Term.of(start, A_YEAR), APPROVER, "contract with the store");
        try (TenantScope scope = TenantScope.enter(tenant)) {
            guard.register(owner, SecondFactor.PRESENT);
        }
    }

    static Actor ownerOf(TenantId tenant) {
        return Actor.customer("owner-of-" + tenant);
    }

    static Actor clerkOf(TenantId tenant) {
        return Actor.customer("clerk-of-" + tenant);
    }

    AccessGuard guard() {
        return guard;
    }

    /** Gives somebody a grant for one store, from now on. */
    Grant give(String id, Actor holder, Role role, Purpose purpose, TenantId tenant, Duration length, Actor giver) {
        Grant grant = new Grant(
                new GrantId(id), holder, role, purpose, tenant, Term.of(start, length), giver, "needed for the work");
        try (TenantScope scope = TenantScope.enter(tenant)) {
            return guard.give(grant, SecondFactor.PRESENT);
        }
    }
}
