package dev.compliancekit.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.access.AccessDecision.Allowed;
import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Few people, tenants, purposes and hours, so that grants and requests meet often. */
class AccessPolicyProperties {

    private static final List<Actor> ACTORS = List.of(Scene.ANN, Scene.LEAD, Scene.OLGA, Scene.CARL, Scene.JOB);
    private static final List<TenantId> TENANTS = List.of(Scene.ACME, Scene.RIVAL);

    private record Work(Role role, Purpose purpose) {}

    private static final Work SUPPORT = new Work(Scene.SUPPORT, Scene.TICKET);
    private static final Work OFFICE = new Work(Scene.CLERK, Scene.BUSINESS);
    private static final Work NO_RULE = new Work(Scene.SUPPORT, Scene.BUSINESS);

    /** Most of them hold noon and are not too long. */
    @Provide
    Arbitrary<Term> terms() {
        Arbitrary<Term> good = terms(-4, -1, 6, 8);
        return Arbitraries.frequencyOf(Tuple.of(3, good), Tuple.of(1, terms(-6, 2, 1, 10)));
    }

    private static Arbitrary<Term> terms(int earliest, int latest, int shortest, int longest) {
        return Combinators.combine(
                        Arbitraries.integers().between(earliest, latest),
                        Arbitraries.integers().between(shortest, longest))
                .as((from, hours) -> Term.of(Scene.NOON.plus(Duration.ofHours(from)), Duration.ofHours(hours)));
    }

    @Provide
    Arbitrary<List<Grant>> grants() {
        Arbitrary<Grant> grant = Combinators.combine(
                        Arbitraries.of(ACTORS),
                        Arbitraries.of(SUPPORT, SUPPORT, OFFICE, OFFICE, NO_RULE),
                        Arbitraries.of(TENANTS),
                        terms(),
                        Arbitraries.of(Scene.LEAD, Scene.LEAD, Scene.OLGA, Scene.OLGA, Scene.ANN))
                .as((holder, work, tenant, term, giver) ->
                        Scene.grant("g", holder, work.role(), work.purpose(), tenant, term, giver));
        return grant.list().ofMinSize(1).ofMaxSize(12).map(AccessPolicyProperties::numbered);
    }

    private static List<Grant> numbered(List<Grant> grants) {
        List<Grant> all = new ArrayList<>();
        for (Grant g : grants) {
            GrantId id = new GrantId("g-" + all.size());
            all.add(new Grant(id, g.holder(), g.role(), g.purpose(), g.tenant(), g.term(), g.givenBy(), g.reason()));
        }
        return all;
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        return Combinators.combine(
                        Arbitraries.of(ACTORS),
                        Arbitraries.of(SUPPORT, OFFICE, NO_RULE, new Work(Role.OWNER, Scene.BUSINESS)),
                        Arbitraries.of(TENANTS),
                        Arbitraries.of(Classification.class),
                        Arbitraries.frequency(Tuple.of(9, SecondFactor.PRESENT), Tuple.of(1, SecondFactor.ABSENT)))
                .as((actor, work, tenant, classification, factor) -> new AccessRequest(
                        actor, work.role(), work.purpose(), tenant, Scene.CUSTOMERS, classification, factor));
    }

    /** A request that fits one of the grants in all but possibly the classification, so that many are allowed. */
    private static AccessRequest near(AccessRequest request, List<Grant> grants, int pick) {
        if (grants.isEmpty() || pick % 4 == 0) {
            return request;
        }
        Grant grant = grants.get(pick % grants.size());
        return new AccessRequest(
                grant.holder(),
                grant.role(),
                grant.purpose(),
                grant.tenant(),
                request.recordClass(),
                request.classification(),
                request.secondFactor());
    }

    private static GrantBook book(List<Grant> grants) {
        return GrantBook.of(grants, Scene.MANDATES, List.of());
    }

    private static boolean isAllowed(AccessRequest request, GrantBook book, Instant asOf) {
        return Scene.POLICY.decide(request, book, asOf) instanceof Allowed;
    }

    @Property
    void removingAGrantNeverAllowsMore(
            @ForAll("grants") List<Grant> grants, @ForAll("requests") AccessRequest any, @ForAll int pick) {
        int number = pick & 0xffff;
        AccessRequest request = near(any, grants, number);
        boolean before = isAllowed(request, book(grants), Scene.NOON);
        Statistics.collect(before ? "allowed" : "denied");
        Statistics.coverage(seen -> seen.check("allowed").percentage(share -> share > 5));
        for (Grant removed : grants) {
            List<Grant> fewer = new ArrayList<>(grants);
            fewer.remove(removed);
            if (isAllowed(request, book(fewer), Scene.NOON)) {
                assertThat(before).isTrue();
            }
        }
    }

    @Property
    void revokingNeverAllowsMore(
            @ForAll("grants") List<Grant> grants, @ForAll("requests") AccessRequest any, @ForAll int pick) {
        AccessRequest request = near(any, grants, pick & 0xffff);
        GrantBook book = book(grants);
        boolean before = isAllowed(request, book, Scene.NOON);
        List<GrantId> ids = new ArrayList<>();
        grants.forEach(grant -> ids.add(grant.id()));
        Scene.MANDATES.forEach(mandate -> ids.add(mandate.id()));
        for (GrantId id : ids) {
            for (Instant at : List.of(Scene.NOON.minus(Duration.ofDays(1)), Scene.NOON)) {
                GrantBook revoked = book.with(new Revocation(id, Scene.LEAD, at, "closed"));
                if (isAllowed(request, revoked, Scene.NOON)) {
                    assertThat(before).isTrue();
                }
            }
        }
    }

    @Property
    void shufflingTheGrantsDoesNotChangeTheDecision(
            @ForAll("grants") List<Grant> grants,
            @ForAll("requests") AccessRequest any,
            @ForAll int pick,
            @ForAll Random random) {
        AccessRequest request = near(any, grants, pick & 0xffff);
        List<Grant> shuffled = new ArrayList<>(grants);
        Collections.shuffle(shuffled, random);
        assertThat(Scene.POLICY.decide(request, book(shuffled), Scene.NOON))
                .isEqualTo(Scene.POLICY.decide(request, book(grants), Scene.NOON));
    }

    @Property
    void anAllowedDecisionIsReproducibleFromTheGrantItNames(
            @ForAll("grants") List<Grant> grants, @ForAll("requests") AccessRequest any, @ForAll int pick) {
        AccessRequest request = near(any, grants, pick & 0xffff);
        AccessDecision decision = Scene.POLICY.decide(request, book(grants), Scene.NOON);
        if (decision instanceof Allowed allowed) {
            List<Grant> named = grants.stream()
                    .filter(grant -> grant.id().equals(allowed.grant()))
                    .toList();
            assertThat(Scene.POLICY.decide(request, book(named), Scene.NOON)).isEqualTo(decision);
        }
    }

    @Property
    void whatIsAllowedIsAllOfWhatWasPromised(
            @ForAll("grants") List<Grant> grants, @ForAll("requests") AccessRequest any, @ForAll int pick) {
        AccessRequest request = near(any, grants, pick & 0xffff);
        AccessDecision decision = Scene.POLICY.decide(request, book(grants), Scene.NOON);
        if (!(decision instanceof Allowed allowed)) {
            return;
        }
        assertThat(request.secondFactor()).isEqualTo(SecondFactor.PRESENT);
        if (request.role().equals(Role.OWNER)) {
            assertThat(request.actor()).isEqualTo(Scene.OLGA);
            assertThat(request.tenant()).isEqualTo(Scene.ACME);
            return;
        }
        Grant grant = book(grants).grant(allowed.grant()).orElseThrow();
        assertThat(grant.holder()).isEqualTo(request.actor()).isNotEqualTo(grant.givenBy());
        assertThat(grant.tenant()).isEqualTo(request.tenant());
        assertThat(grant.purpose()).isEqualTo(request.purpose());
        assertThat(grant.role()).isEqualTo(request.role());
        assertThat(Scene.NOON)
                .isBetween(grant.term().from(), grant.term().toExclusive().minusNanos(1));
        Set<Actor> givers =
                request.actor().kind() == Actor.Kind.CUSTOMER ? Set.of(Scene.OLGA) : Set.of(Scene.OLGA, Scene.LEAD);
        assertThat(givers).contains(grant.givenBy());
        assertThat(request.classification()).isNotEqualTo(Classification.RESTRICTED);
    }

    @Property
    void afterTheLastTermNothingIsAllowed(
            @ForAll("grants") List<Grant> grants, @ForAll("requests") AccessRequest any, @ForAll int pick) {
        AccessRequest request = near(any, grants, pick & 0xffff);
        if (!request.role().equals(Role.OWNER)) {
            Instant over = Scene.NOON.plus(Duration.ofHours(12));
            assertThat(isAllowed(request, book(grants), over)).isFalse();
        }
    }

    /** So no answer tells whether another tenant exists or what stands in its account. */
    @Property
    void whatOthersHoldInOtherTenantsDoesNotChangeTheDecision(
            @ForAll("grants") List<Grant> grants, @ForAll("requests") AccessRequest request) {
        List<Grant> own = grants.stream()
                .filter(grant -> grant.holder().equals(request.actor()))
                .toList();
        assertThat(Scene.POLICY.decide(request, book(own), Scene.NOON))
                .isEqualTo(Scene.POLICY.decide(request, book(grants), Scene.NOON));
        AccessRequest absent = new AccessRequest(
                request.actor(),
                request.role(),
                request.purpose(),
                new TenantId("never-existed"),
                request.recordClass(),
                request.classification(),
                request.secondFactor());
        if (Scene.POLICY.decide(absent, book(grants), Scene.NOON) instanceof Denied denied) {
            assertThat(denied.sentence()).doesNotContain("never-existed");
            assertThat(denied.reason())
                    .isIn(
                            Reason.NO_SECOND_FACTOR,
                            Reason.NO_RULE,
                            Reason.TOO_SENSITIVE,
                            Reason.NO_GRANT,
                            Reason.OTHER_TENANT);
        }
    }
}
