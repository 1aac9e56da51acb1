package dev.compliancekit.core.access;

import static dev.compliancekit.core.access.Scene.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccessTrailTest {

    private final ListSink sink = new ListSink();
    private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
    private final AccessGuard guard = AccessGuard.builder(POLICY, sink, time::get, OPERATOR)
            .startingWith(book())
            .build();

    private static final Instant EVENING = NOON.plus(Duration.ofHours(9));

    private static Assessment granted(GrantBook start, List<AuditEvent> events) {
        return AccessTrail.of(start, () -> events).everyAccessGranted().assess(EVENING);
    }

    private Assessment granted() {
        return granted(book(), sink.events());
    }

    /** An event that no guard wrote. */
    private static AuditEvent.Builder forged(Actor actor, TenantId tenant, String grant, Instant at) {
        return AuditEvent.builder(tenant, actor, Action.ACCESS, Outcome.SUCCESS, at)
                .target("customer")
                .attribute("role", "support")
                .attribute("purpose", "support-ticket")
                .attribute("classification", "CONFIDENTIAL")
                .attribute("secondFactor", "present")
                .attribute("reason", "grant")
                .attribute("grant", grant);
    }

    private static void assertBroken(Assessment assessment, String finding) {
        assertThat(assessment.standing()).as(assessment.toString()).isEqualTo(Standing.BROKEN);
        assertThat(assessment.evidence()).singleElement().asString().endsWith(": " + finding);
    }

    /** J3, J9 and B19: every access names a grant that was in force then. */
    @Nested
    class J3J9B19 {

        @Test
        void unprovenWithoutAnyEvent() {
            Assessment assessment = granted();
            assertThat(assessment.standing()).isEqualTo(Standing.UNPROVEN);
            assertThat(assessment.reasons())
                    .containsExactly("no access is in the log, so nothing shows that each rested on a grant in force");
        }

        @Test
        void keptByWhatTheGuardDid() {
            guard.give(ANNS, SecondFactor.PRESENT);
            guard.give(CARLS.withTerm(Term.of(NOON, Duration.ofDays(30))), SecondFactor.PRESENT);
            guard.require(byAnn());
            guard.require(byCarl());
            guard.require(byOlga());
            guard.decide(request(BEN, SUPPORT, TICKET, ACME));
            guard.revoke(ANNS.id(), LEAD, "closed");
            guard.decide(byAnn());
            assertThat(granted())
                    .isEqualTo(Assessment.of(Standing.KEPT, "each of 3 accesses rested on a grant in force")
                            .withFigure("accesses", "3")
                            .withFigure("refusals", "2")
                            .withFigure("grants in force", "1"));
        }

        @Test
        void refusalsAloneShowThatItIsKept() {
            guard.decide(byAnn());
            assertThat(granted().standing()).isEqualTo(Standing.KEPT);
        }

        @Test
        void aStoredBookCountsAsGivenBefore() {
            List<AuditEvent> events = List.of(forged(ANN, ACME, "g-ann", NOON).build());
            assertThat(granted(book(ANNS), events).standing()).isEqualTo(Standing.KEPT);
            assertBroken(granted(book(), events), "names a grant that the log does not know");
        }

        @Test
        void whatNoGrantCarriesBreaksIt() {
            GrantBook start = book(
                    ANNS,
                    grant("g-self", LEAD, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD),
                    grant("g-ben", ANN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, BEN));
            assertBroken(
                    granted(start, List.of(forged(BEN, ACME, "g-ann", NOON).build())),
                    "names a grant of somebody else");
            assertBroken(
                    granted(start, List.of(forged(LEAD, ACME, "g-self", NOON).build())),
                    "names a grant that its holder gave");
            assertBroken(
                    granted(start, List.of(forged(ANN, ACME, "g-ben", NOON).build())),
                    "names a grant whose giver had no mandate");
            assertBroken(
                    granted(start, List.of(forged(ANN, RIVAL, "g-ann", NOON).build())),
                    "grant g-ann is for another tenant");
            assertBroken(
                    granted(
                            start,
                            List.of(forged(ANN, ACME, "g-ann", NOON)
                                    .attribute("purpose", "operations")
                                    .build())),
                    "grant g-ann is for purpose support-ticket");
            assertBroken(
                    granted(
                            start,
                            List.of(forged(ANN, ACME, "g-ann", NOON)
                                    .attribute("role", "clerk")
                                    .build())),
                    "grant g-ann is for role support");
            assertBroken(
                    granted(
                            start,
                            List.of(forged(ANN, ACME, "g-ann", MORNING_TO_EVENING.toExclusive())
                                    .build())),
                    "names a grant that was EXPIRED then");
            assertBroken(
                    granted(
                            start,
                            List.of(forged(
                                            ANN,
                                            ACME,
                                            "g-ann",
                                            MORNING_TO_EVENING.from().minusNanos(1))
                                    .build())),
                    "names a grant that was NOT_YET_VALID then");
        }

        @Test
        void anAccessThatNamesNothingReadableBreaksIt() {
            AuditEvent bare = AuditEvent.builder(ACME, ANN, Action.ACCESS, Outcome.SUCCESS, NOON)
                    .build();
            assertBroken(granted(book(ANNS), List.of(bare)), "names no grant, role or purpose");
            AuditEvent odd = forged(ANN, ACME, "../g", NOON).build();
            assertBroken(granted(book(ANNS), List.of(odd)), "names no grant, role or purpose");
            AuditEvent noGrant = forged(ANN, ACME, "g-ann", NOON)
                    .attribute("classification", "x")
                    .build();
            assertBroken(granted(book(ANNS), List.of(noGrant)), "names no grant, role or purpose");
        }

        @Test
        void anAccessBeforeItsGrantInTheLogBreaksIt() {
            AuditEvent access = forged(ANN, ACME, "g-ann", NOON).build();
            guard.give(ANNS, SecondFactor.PRESENT);
            List<AuditEvent> events = new ArrayList<>(sink.events());
            events.add(access);
            assertThat(granted(book(), events).standing()).isEqualTo(Standing.KEPT);
            events.remove(access);
            events.add(0, access);
            assertBroken(granted(book(), events), "names a grant that was given afterwards or in retrospect");
        }

        @Test
        void aGrantInRetrospectBreaksIt() {
            AuditEvent given = AccessEvents.given(ANNS, NOON);
            List<AuditEvent> events =
                    List.of(given, forged(ANN, ACME, "g-ann", NOON).build());
            assertBroken(granted(book(), events), "names a grant that was given afterwards or in retrospect");
        }

        @Test
        void anAccessAfterTheRevocationBreaksIt() {
            GrantBook revoked = book(ANNS).with(new Revocation(ANNS.id(), LEAD, NOON, "closed"));
            assertBroken(
                    granted(revoked, List.of(forged(ANN, ACME, "g-ann", NOON).build())),
                    "names a grant that was REVOKED then");
            assertThat(granted(
                                    revoked,
                                    List.of(forged(ANN, ACME, "g-ann", NOON.minusNanos(1))
                                            .build()))
                            .standing())
                    .isEqualTo(Standing.KEPT);
        }

        @Test
        void withinOneInstantTheOrderOfTheLogTells() {
            AuditEvent access = forged(ANN, ACME, "g-ann", NOON).build();
            AuditEvent revocation =
                    AccessEvents.revoked(new Revocation(ANNS.id(), LEAD, NOON, "closed"), ACME, "grant/g-ann");
            assertThat(granted(book(ANNS), List.of(access, revocation)).standing())
                    .isEqualTo(Standing.KEPT);
            assertBroken(granted(book(ANNS), List.of(revocation, access)), "names a grant that was REVOKED then");
            AuditEvent late = forged(ANN, ACME, "g-ann", NOON.plusNanos(1)).build();
            assertBroken(granted(book(ANNS), List.of(late, revocation)), "names a grant that was REVOKED then");
        }

        @Test
        void aRevocationInTheInstantOfTheEndHidesNothing() {
            Instant end = MORNING_TO_EVENING.toExclusive();
            AuditEvent access = forged(ANN, ACME, "g-ann", end).build();
            AuditEvent revocation =
                    AccessEvents.revoked(new Revocation(ANNS.id(), LEAD, end, "closed"), ACME, "grant/g-ann");
            assertBroken(granted(book(ANNS), List.of(access, revocation)), "names a grant that was REVOKED then");
        }

        @Test
        void aMandateThatNoApproverRegisteredCarriesNothing() {
            Mandate rogue = new Mandate.Approver(new GrantId("m-ben"), BEN, YEAR, ANN, "trust me");
            Grant byBen = grant("g-1", ANN, SUPPORT, TICKET, ACME, Term.of(NOON, Duration.ofHours(1)), BEN);
            List<AuditEvent> events = List.of(
                    AccessEvents.registered(rogue, OPERATOR, NOON),
                    AccessEvents.given(byBen, NOON),
                    forged(ANN, ACME, "g-1", NOON).build());
            assertBroken(granted(book(), events), "names a grant whose giver had no mandate");
        }

        @Test
        void aMandateCountsFromItsPlaceInTheLogOn() {
            Mandate mandate = new Mandate.Approver(new GrantId("m-ben"), BEN, YEAR, LEAD, "resolution 13");
            Grant byBen = grant("g-1", ANN, SUPPORT, TICKET, ACME, Term.of(NOON, Duration.ofHours(1)), BEN);
            AuditEvent registered = AccessEvents.registered(mandate, OPERATOR, NOON);
            AuditEvent given = AccessEvents.given(byBen, NOON);
            AuditEvent access = forged(ANN, ACME, "g-1", NOON).build();
            assertThat(granted(book(), List.of(registered, given, access)).standing())
                    .isEqualTo(Standing.KEPT);
            assertBroken(
                    granted(book(), List.of(given, registered, access)), "names a grant whose giver had no mandate");
            assertBroken(granted(book(byBen), List.of(registered, access)), "names a grant whose giver had no mandate");
        }

        @Test
        void eventsAfterTheInstantDoNotCount() {
            AuditEvent good = forged(ANN, ACME, "g-ann", NOON).build();
            AuditEvent bad = forged(BEN, ACME, "g-ann", NOON.plusNanos(1)).build();
            AccessTrail trail = AccessTrail.of(book(ANNS), () -> List.of(good, bad));
            assertThat(trail.everyAccessGranted().assess(NOON).standing()).isEqualTo(Standing.KEPT);
            assertThat(trail.everyAccessGranted().assess(NOON.plusNanos(1)).standing())
                    .isEqualTo(Standing.BROKEN);
            assertThat(trail.everyAccessGranted().assess(NOON.minusNanos(1)).standing())
                    .isEqualTo(Standing.UNPROVEN);
        }

        @Test
        void anUnreadableGrantBreaksIt() {
            AuditEvent odd = AuditEvent.builder(ACME, LEAD, Action.GRANT_GIVEN, Outcome.SUCCESS, NOON)
                    .target("grant/g-9")
                    .build();
            AuditEvent good = forged(ANN, ACME, "g-ann", NOON).build();
            Assessment assessment = granted(book(ANNS), List.of(odd, good));
            assertThat(assessment.standing()).isEqualTo(Standing.BROKEN);
            assertThat(assessment.reasons())
                    .containsExactly(
                            "each of 1 accesses rested on a grant in force", "1 events of grants cannot be read");
            assertThat(assessment.evidence()).singleElement().asString().contains("there is no attribute holder");
        }

        @Test
        void tenFindingsAreShownAndAllAreCounted() {
            List<AuditEvent> events = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                events.add(forged(BEN, ACME, "g-ann", NOON.plusSeconds(i)).build());
            }
            events.add(forged(ANN, ACME, "g-ann", NOON).build());
            Assessment assessment = granted(book(ANNS), events);
            assertThat(assessment.reasons())
                    .containsExactly("12 of 13 accesses break this: each rested on a grant in force");
            assertThat(assessment.evidence()).hasSize(10);
            assertThat(assessment.evidence().get(1))
                    .isEqualTo(
                            "access by STAFF to data of acme at 2026-03-02T12:00:01Z: names a grant of somebody else");
        }
    }

    /** B21: every access of the customer's people rests on a grant that the customer gave. */
    @Nested
    class B21 {

        private Assessment customers(GrantBook start, AuditEvent... events) {
            return AccessTrail.of(start, () -> List.of(events))
                    .customersUnderOwner()
                    .assess(EVENING);
        }

        private AuditEvent byCarl(String grant) {
            return forged(CARL, ACME, grant, NOON)
                    .attribute("role", "clerk")
                    .attribute("purpose", "own-business")
                    .build();
        }

        private AuditEvent byOwner(Actor actor, TenantId tenant, String mandate) {
            return forged(actor, tenant, mandate, NOON)
                    .attribute("role", "account-owner")
                    .attribute("purpose", "own-business")
                    .build();
        }

        @Test
        void keptUnderTheOwnersGrantOrMandate() {
            Assessment assessment = customers(book(CARLS), byCarl("g-carl"), byOwner(OLGA, ACME, "m-olga"));
            assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
            assertThat(assessment.reasons())
                    .containsExactly("each of 2 accesses by customers rested on a grant of the account's owner");
        }

        @Test
        void brokenUnderAGrantOfTheOperator() {
            Grant byOperator = grant("g-carl", CARL, CLERK, BUSINESS, ACME, MORNING_TO_EVENING, LEAD);
            assertBroken(customers(book(byOperator), byCarl("g-carl")), "names a grant whose giver had no mandate");
        }

        @Test
        void brokenUnderAMandateThatIsNotTheActorsOrNotForTheAccount() {
            String finding = "names a mandate that does not make the actor an owner of the account";
            assertBroken(customers(book(), byOwner(CARL, ACME, "m-olga")), finding);
            assertBroken(customers(book(), byOwner(OLGA, RIVAL, "m-olga")), finding);
            assertBroken(customers(book(), byOwner(OLGA, ACME, "m-lead")), finding);
            assertBroken(
                    customers(book(), byOwner(OLGA, ACME, "m-none")), "names a mandate that the log does not know");
            GrantBook revoked = book().with(new Revocation(OLGA_OWNS_ACME.id(), LEAD, NOON, "sold"));
            assertBroken(customers(revoked, byOwner(OLGA, ACME, "m-olga")), "names a grant that was REVOKED then");
        }

        @Test
        void anOwnersMandateCountsFromItsPlaceInTheLogOn() {
            Mandate mandate = new Mandate.AccountOwner(
                    new GrantId("m-carl"), ACME, CARL, Term.of(NOON, Duration.ofDays(1)), LEAD, "contract 116");
            AuditEvent registered = AccessEvents.registered(mandate, ACME, NOON);
            AuditEvent access = byOwner(CARL, ACME, "m-carl");
            assertThat(customers(book(), registered, access).standing()).isEqualTo(Standing.KEPT);
            assertThat(customers(book(), access, registered).standing()).isEqualTo(Standing.BROKEN);
        }

        @Test
        void theOperatorsStaffDoNotCount() {
            AuditEvent staff = forged(BEN, ACME, "g-ann", NOON).build();
            Assessment none = customers(book(ANNS), staff);
            assertThat(none.standing()).isEqualTo(Standing.UNPROVEN);
            assertThat(none.figures()).contains(new Figure("accesses", "0"));
            AuditEvent refused = AuditEvent.builder(ACME, BEN, Action.ACCESS, Outcome.DENIED, NOON)
                    .build();
            assertThat(customers(book(), refused).standing()).isEqualTo(Standing.UNPROVEN);
        }
    }

    /** B22 and M23: every allowed access had a second factor. */
    @Nested
    class B22M23 {

        private Assessment factors(AuditEvent... events) {
            return AccessTrail.of(book(ANNS), () -> List.of(events))
                    .everyAccessSecondFactor()
                    .assess(EVENING);
        }

        @Test
        void keptIfAllHadOne() {
            Assessment assessment = factors(forged(ANN, ACME, "g-ann", NOON).build());
            assertThat(assessment.standing()).isEqualTo(Standing.KEPT);
            assertThat(assessment.reasons()).containsExactly("each of 1 accesses had a second factor");
        }

        @Test
        void brokenIfOneHadNoneOrDoesNotSay() {
            AuditEvent.Builder event = forged(ANN, ACME, "g-ann", NOON);
            assertThat(factors(event.attribute("secondFactor", "absent").build())
                            .standing())
                    .isEqualTo(Standing.BROKEN);
            AuditEvent silent = AuditEvent.builder(ACME, ANN, Action.ACCESS, Outcome.SUCCESS, NOON)
                    .build();
            assertThat(factors(silent).standing()).isEqualTo(Standing.BROKEN);
            AuditEvent failed = AuditEvent.builder(ACME, ANN, Action.ACCESS, Outcome.FAILURE, NOON)
                    .build();
            assertThat(factors(failed).standing()).isEqualTo(Standing.UNPROVEN);
        }

        @Test
        void unprovenWithoutAnyEvent() {
            assertThat(factors().standing()).isEqualTo(Standing.UNPROVEN);
        }
    }
}
