package dev.compliancekit.core.access;

import static dev.compliancekit.core.access.Scene.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.access.AccessDecision.Allowed;
import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AccessGuardTest {

    private final ListSink sink = new ListSink();
    private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
    private final AccessGuard guard = guard(book(ANNS, CARLS));

    private AccessGuard guard(GrantBook book) {
        return AccessGuard.builder(POLICY, sink, time::get, OPERATOR)
                .startingWith(book)
                .build();
    }

    private static Reason reasonOf(Throwable thrown) {
        assertThat(thrown).isInstanceOf(AccessDeniedException.class);
        return ((AccessDeniedException) thrown).reason();
    }

    private static Reason refusal(Runnable call) {
        return reasonOf(catchThrowable(call::run));
    }

    @Nested
    class Access {

        @Test
        void anAllowedAccessIsLoggedWithItsGrant() {
            assertThat(guard.require(byAnn()).grant()).isEqualTo(ANNS.id());
            assertThat(sink.events())
                    .containsExactly(AuditEvent.builder(ACME, ANN, Action.ACCESS, Outcome.SUCCESS, NOON)
                            .target("customer")
                            .attributes(Map.of(
                                    "role", "support",
                                    "purpose", "support-ticket",
                                    "classification", "CONFIDENTIAL",
                                    "secondFactor", "present",
                                    "reason", "grant",
                                    "grant", "g-ann"))
                            .build());
        }

        @Test
        void aRecordIsTheTarget() {
            guard.require(byAnn(), new RecordId("1017"));
            assertThat(sink.last().target()).isEqualTo("customer/1017");
            assertThat(guard.decide(byAnn(), new RecordId("1018"))).isInstanceOf(Allowed.class);
            assertThat(sink.last().target()).isEqualTo("customer/1018");
        }

        @Test
        void aRefusalIsLoggedWithItsReason() {
            AccessRequest weak = without(SecondFactor.PRESENT, byAnn());
            assertThat(guard.decide(weak)).isInstanceOf(Denied.class);
            assertThat(sink.events())
                    .containsExactly(AuditEvent.builder(ACME, ANN, Action.ACCESS, Outcome.DENIED, NOON)
                            .target("customer")
                            .attributes(Map.of(
                                    "role", "support",
                                    "purpose", "support-ticket",
                                    "classification", "CONFIDENTIAL",
                                    "secondFactor", "absent",
                                    "reason", "no-second-factor"))
                            .build());
        }

        @Test
        void requireThrowsWhatDecideDenies() {
            time.set(MORNING_TO_EVENING.toExclusive());
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> guard.require(byAnn()))
                    .withMessage("grant g-ann ended at 2026-03-02T16:00:00Z")
                    .matches(thrown -> thrown.reason() == Reason.EXPIRED);
            assertThatThrownBy(() -> guard.require(byAnn(), new RecordId("1")))
                    .isInstanceOf(AccessDeniedException.class);
            assertThat(sink.events()).extracting(AuditEvent::outcome).containsExactly(Outcome.DENIED, Outcome.DENIED);
        }

        @Test
        void nothingIsGivenWhenTheEventCannotBeAppended() {
            sink.fill();
            assertThatThrownBy(() -> guard.decide(byAnn())).isInstanceOf(ListSink.SinkIsFull.class);
            assertThatThrownBy(() -> guard.require(byAnn())).isInstanceOf(ListSink.SinkIsFull.class);
            AccessRequest denied = request(BEN, SUPPORT, TICKET, ACME);
            assertThatThrownBy(() -> guard.decide(denied)).isInstanceOf(ListSink.SinkIsFull.class);
            sink.empty();
            assertThat(guard.decide(byAnn())).as("and works again afterwards").isInstanceOf(Allowed.class);
        }

        @Test
        void aClockSetBackRevivesNothing() {
            time.set(MORNING_TO_EVENING.toExclusive());
            assertThat(guard.decide(byAnn())).isInstanceOf(Denied.class);
            time.set(NOON);
            assertThat(guard.decide(byAnn())).isInstanceOf(Denied.class);
            assertThat(sink.last().occurredAt()).isEqualTo(MORNING_TO_EVENING.toExclusive());
        }

        @Test
        void aGuardKnowsTheTimeItWasBuilt() {
            time.set(MORNING_TO_EVENING.toExclusive());
            AccessGuard late = guard(book(ANNS));
            time.set(NOON);
            assertThat(late.decide(byAnn())).isInstanceOf(Denied.class);
        }

        @Test
        void anEmptyBookAllowsNothing() {
            AccessGuard empty =
                    AccessGuard.builder(POLICY, sink, time::get, OPERATOR).build();
            assertThat(((Denied) empty.decide(byAnn())).reason()).isEqualTo(Reason.NO_GRANT);
        }
    }

    /** An absent tenant and another one get the same answer, and neither's log is touched. */
    @Nested
    class AcrossTenants {

        @Test
        void inAScopeAnotherTenantIsRefusedWithoutSayingMore() {
            for (String other : List.of("rival", "never-existed")) {
                AccessRequest foreign = request(CARL, CLERK, BUSINESS, new TenantId(other));
                try (TenantScope scope = TenantScope.enter(ACME)) {
                    assertThatThrownBy(() -> guard.decide(foreign))
                            .isInstanceOf(TenantMismatchException.class)
                            .hasMessage(new TenantMismatchException().getMessage());
                    assertThatThrownBy(() -> guard.require(foreign)).isInstanceOf(TenantMismatchException.class);
                }
                assertThat(sink.last().tenant()).isEqualTo(ACME);
                assertThat(sink.last().outcome()).isEqualTo(Outcome.DENIED);
                assertThat(sink.last().attributes())
                        .containsEntry("reason", "outside-scope")
                        .containsEntry("requestedTenant", other);
            }
        }

        @Test
        void evenAGrantForTheOtherTenantDoesNotReachAcross() {
            Grant forRival = grant("g-r", CARL, CLERK, BUSINESS, RIVAL, YEAR, RITA);
            AccessGuard both = guard(book(CARLS, forRival));
            AccessRequest foreign = request(CARL, CLERK, BUSINESS, RIVAL);
            assertThat(both.decide(foreign)).isInstanceOf(Allowed.class);
            try (TenantScope scope = TenantScope.enter(ACME)) {
                assertThatThrownBy(() -> both.decide(foreign)).isInstanceOf(TenantMismatchException.class);
                assertThat(both.decide(byCarl())).isInstanceOf(Allowed.class);
            }
        }

        @Test
        void grantsAreGivenInTheirOwnScopeOnly() {
            Grant foreign = grant("g-1", RITA, CLERK, BUSINESS, RIVAL, YEAR, RITA);
            Mandate mandate = new Mandate.AccountOwner(new GrantId("m-1"), RIVAL, CARL, YEAR, LEAD, "contract 116");
            try (TenantScope scope = TenantScope.enter(ACME)) {
                assertThatThrownBy(() -> guard.give(foreign, SecondFactor.PRESENT))
                        .isInstanceOf(TenantMismatchException.class);
                assertThatThrownBy(() -> guard.register(mandate, SecondFactor.PRESENT))
                        .isInstanceOf(TenantMismatchException.class);
            }
            assertThat(sink.events()).hasSize(2).allSatisfy(event -> {
                assertThat(event.tenant()).isEqualTo(ACME);
                assertThat(event.outcome()).isEqualTo(Outcome.DENIED);
                assertThat(event.attributes()).containsEntry("reason", "outside-scope");
            });
        }

        @Test
        void revokingTellsNoForeignGrantFromAnAbsentOne() {
            try (TenantScope scope = TenantScope.enter(RIVAL)) {
                assertThatThrownBy(() -> guard.revoke(CARLS.id(), RITA, "mine?"))
                        .isInstanceOf(TenantMismatchException.class);
                assertThatThrownBy(() -> guard.revoke(new GrantId("g-none"), RITA, "mine?"))
                        .isInstanceOf(TenantMismatchException.class);
            }
            assertThat(sink.events()).extracting(AuditEvent::tenant).containsExactly(RIVAL, RIVAL);
            assertThat(guard.book().revocations()).isEmpty();
            assertThatThrownBy(() -> guard.revoke(CARLS.id(), RITA, "mine?"))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessage("there is no such grant for the actor");
            assertThat(sink.last().attributes()).containsEntry("reason", "not-entitled");
            assertThat(sink.last().tenant()).isEqualTo(ACME);
            assertThatThrownBy(() -> guard.revoke(new GrantId("g-none"), RITA, "mine?"))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessage("there is no such grant for the actor");
            assertThat(sink.last().attributes()).containsEntry("reason", "no-grant");
            assertThat(sink.last().tenant()).isEqualTo(OPERATOR);
            assertThat(sink.last().target()).isEqualTo("unknown/g-none");
        }
    }

    @Nested
    class Giving {

        private final Grant bens = grant("g-ben", BEN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD);

        @Test
        void aGrantIsLoggedThenCounts() {
            Grant given = guard.give(bens, SecondFactor.PRESENT);
            assertThat(given.term())
                    .as("never in retrospect")
                    .isEqualTo(new Term(NOON, MORNING_TO_EVENING.toExclusive()));
            assertThat(guard.book().grant(bens.id())).contains(given);
            assertThat(sink.events())
                    .containsExactly(AuditEvent.builder(ACME, LEAD, Action.GRANT_GIVEN, Outcome.SUCCESS, NOON)
                            .target("grant/g-ben")
                            .attributes(Map.of(
                                    "holder", "staff:ben",
                                    "role", "support",
                                    "purpose", "support-ticket",
                                    "from", "2026-03-02T12:00:00Z",
                                    "toExclusive", "2026-03-02T16:00:00Z",
                                    "reason", "ticket 4711"))
                            .build());
            assertThat(guard.decide(request(BEN, SUPPORT, TICKET, ACME))).isInstanceOf(Allowed.class);
        }

        @Test
        void aLaterStartStays() {
            Term tomorrow = Term.of(NOON.plus(Duration.ofDays(1)), Duration.ofHours(1));
            assertThat(guard.give(bens.withTerm(tomorrow), SecondFactor.PRESENT).term())
                    .isEqualTo(tomorrow);
        }

        @Test
        void nothingIsGivenWhenTheEventCannotBeAppended() {
            sink.fill();
            assertThatThrownBy(() -> guard.give(bens, SecondFactor.PRESENT)).isInstanceOf(ListSink.SinkIsFull.class);
            sink.empty();
            assertThat(guard.book()).isEqualTo(book(ANNS, CARLS));
            assertThat(guard.decide(request(BEN, SUPPORT, TICKET, ACME))).isInstanceOf(Denied.class);
        }

        @Test
        void whatThePolicyRefusesIsLogged() {
            Term over = Term.of(NOON.minusSeconds(3), Duration.ofSeconds(3));
            Grant noRule = grant("g-1", BEN, CLERK, TICKET, ACME, MORNING_TO_EVENING, LEAD);
            Grant self = grant("g-1", LEAD, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD);
            Grant unentitled = grant("g-1", BEN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, ANN);
            Grant tooLong = bens.withTerm(Term.of(NOON, Duration.ofHours(8).plusNanos(1)));
            assertThat(refusal(() -> guard.give(noRule, SecondFactor.PRESENT))).isEqualTo(Reason.NO_RULE);
            assertThat(refusal(() -> guard.give(self, SecondFactor.PRESENT))).isEqualTo(Reason.SELF_GRANTED);
            assertThat(refusal(() -> guard.give(unentitled, SecondFactor.PRESENT)))
                    .isEqualTo(Reason.NOT_ENTITLED);
            assertThat(refusal(() -> guard.give(tooLong, SecondFactor.PRESENT))).isEqualTo(Reason.TOO_LONG);
            assertThat(refusal(() -> guard.give(bens.withTerm(over), SecondFactor.PRESENT)))
                    .isEqualTo(Reason.EXPIRED);
            assertThat(refusal(() -> guard.give(bens, SecondFactor.ABSENT))).isEqualTo(Reason.NO_SECOND_FACTOR);
            assertThat(sink.events()).hasSize(6).allSatisfy(event -> {
                assertThat(event.action()).isEqualTo(Action.GRANT_GIVEN);
                assertThat(event.outcome()).isEqualTo(Outcome.DENIED);
            });
            assertThat(sink.events())
                    .extracting(event -> event.attributes().get("reason"))
                    .containsExactly(
                            "no-rule", "self-granted", "not-entitled", "too-long", "expired", "no-second-factor");
            assertThat(guard.book()).isEqualTo(book(ANNS, CARLS));
        }

        @Test
        void whoseMandateIsOverOrOverByTheStartGivesNothing() {
            time.set(YEAR.toExclusive());
            Grant backdated = bens;
            assertThat(refusal(() ->
                            guard.give(backdated.withTerm(Term.of(NOON, Duration.ofDays(366))), SecondFactor.PRESENT)))
                    .isEqualTo(Reason.NOT_ENTITLED);
            AccessGuard before = AccessGuard.builder(POLICY, sink, InstantSource.fixed(NOON), OPERATOR)
                    .startingWith(book())
                    .build();
            Grant afterwards = bens.withTerm(Term.of(YEAR.toExclusive(), Duration.ofHours(1)));
            assertThat(refusal(() -> before.give(afterwards, SecondFactor.PRESENT)))
                    .isEqualTo(Reason.NOT_ENTITLED);
        }

        @Test
        void anIdIsNeverTakenTwice() {
            assertThatThrownBy(() -> guard.give(
                            grant("g-ann", BEN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD), SecondFactor.PRESENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("grant id g-ann is taken; accepted is one that no grant or mandate ever had");
            assertThat(sink.events()).isEmpty();
        }
    }

    @Nested
    class Registering {

        private final Mandate.AccountOwner newOwner =
                new Mandate.AccountOwner(new GrantId("m-carl"), ACME, CARL, YEAR, LEAD, "contract 116");

        @Test
        void anOwnerIsLoggedInHisAccount() {
            guard.register(newOwner, SecondFactor.PRESENT);
            assertThat(guard.book().mandate(newOwner.id())).contains(newOwner);
            assertThat(sink.events())
                    .containsExactly(AuditEvent.builder(ACME, LEAD, Action.GRANT_GIVEN, Outcome.SUCCESS, NOON)
                            .target("owner/m-carl")
                            .attributes(Map.of(
                                    "holder",
                                    "customer:carl",
                                    "from",
                                    YEAR.from().toString(),
                                    "toExclusive",
                                    YEAR.toExclusive().toString(),
                                    "reason",
                                    "contract 116"))
                            .build());
            assertThat(guard.decide(request(CARL, Role.OWNER, BUSINESS, ACME))).isInstanceOf(Allowed.class);
        }

        @Test
        void anApproverIsLoggedWithTheOperator() {
            Mandate approver = new Mandate.Approver(new GrantId("m-ben"), BEN, YEAR, LEAD, "resolution 13");
            guard.register(approver, SecondFactor.PRESENT);
            assertThat(sink.last().tenant()).isEqualTo(OPERATOR);
            assertThat(sink.last().target()).isEqualTo("approver/m-ben");
            assertThat(guard.book().mandate(approver.id())).contains(approver);
        }

        @Test
        void onlyAnApproverWithASecondFactorRegisters() {
            Mandate byBen = new Mandate.AccountOwner(new GrantId("m-1"), ACME, CARL, YEAR, BEN, "contract 116");
            assertThat(refusal(() -> guard.register(byBen, SecondFactor.PRESENT)))
                    .isEqualTo(Reason.NOT_ENTITLED);
            assertThat(refusal(() -> guard.register(newOwner, SecondFactor.ABSENT)))
                    .isEqualTo(Reason.NO_SECOND_FACTOR);
            Term tooLong = Term.of(NOON, Duration.ofDays(366).plusNanos(1));
            Mandate longer = new Mandate.AccountOwner(new GrantId("m-1"), ACME, CARL, tooLong, LEAD, "contract 116");
            assertThat(refusal(() -> guard.register(longer, SecondFactor.PRESENT)))
                    .isEqualTo(Reason.TOO_LONG);
            Mandate over = new Mandate.AccountOwner(
                    new GrantId("m-1"), ACME, CARL, new Term(NOON.minusSeconds(1), NOON), LEAD, "contract 116");
            assertThat(refusal(() -> guard.register(over, SecondFactor.PRESENT)))
                    .isEqualTo(Reason.EXPIRED);
            assertThat(sink.events()).hasSize(4).allMatch(event -> event.outcome() == Outcome.DENIED);
            assertThat(guard.book().mandates()).hasSameSizeAs(MANDATES);
        }

        @Test
        void nothingIsRegisteredWhenTheEventCannotBeAppended() {
            sink.fill();
            assertThatThrownBy(() -> guard.register(newOwner, SecondFactor.PRESENT))
                    .isInstanceOf(ListSink.SinkIsFull.class);
            assertThat(guard.book().mandate(newOwner.id())).isEmpty();
        }
    }

    @Nested
    class Revoking {

        @Test
        void aRevocationIsLoggedAndEndsTheGrant() {
            Revocation revocation = guard.revoke(ANNS.id(), LEAD, "ticket closed");
            assertThat(revocation).isEqualTo(new Revocation(ANNS.id(), LEAD, NOON, "ticket closed"));
            assertThat(sink.events())
                    .containsExactly(AuditEvent.builder(ACME, LEAD, Action.GRANT_REVOKED, Outcome.SUCCESS, NOON)
                            .target("grant/g-ann")
                            .attribute("reason", "ticket closed")
                            .build());
            assertThat(((Denied) guard.decide(byAnn())).reason()).isEqualTo(Reason.REVOKED);
        }

        @Test
        void holderGiverOwnerAndApproverMay() {
            for (Actor by : List.of(ANN, LEAD, OLGA)) {
                AccessGuard fresh = guard(book(ANNS));
                fresh.revoke(ANNS.id(), by, "done");
                assertThat(fresh.decide(byAnn())).isInstanceOf(Denied.class);
            }
            for (Actor by : List.of(CARL, OLGA, LEAD)) {
                guard.revoke(CARLS.id(), by, "done");
            }
            guard.revoke(OLGA_OWNS_ACME.id(), OLGA, "sold the shop");
            guard.revoke(RITA_OWNS_RIVAL.id(), LEAD, "contract ended");
            guard.revoke(LEAD_APPROVES.id(), REGISTRAR, "left the company");
            assertThat(sink.last().tenant()).isEqualTo(OPERATOR);
            assertThat(sink.last().target()).isEqualTo("approver/m-lead");
        }

        @Test
        void othersMayNot() {
            for (Actor by : List.of(BEN, RITA, JOB, Actor.customer("ann"))) {
                assertThat(refusal(() -> guard.revoke(ANNS.id(), by, "why not")))
                        .isEqualTo(Reason.NO_GRANT);
            }
            assertThat(refusal(() -> guard.revoke(LEAD_APPROVES.id(), OLGA, "why not")))
                    .isEqualTo(Reason.NO_GRANT);
            assertThat(guard.book().revocations()).isEmpty();
            assertThat(guard.decide(byAnn())).isInstanceOf(Allowed.class);
        }

        @Test
        void itCountsEvenIfTheEventCannotBeAppendedAndIsLoggedWhenRepeated() {
            sink.fill();
            assertThatThrownBy(() -> guard.revoke(ANNS.id(), LEAD, "stolen laptop"))
                    .isInstanceOf(ListSink.SinkIsFull.class);
            sink.empty();
            assertThat(((Denied) guard.decide(byAnn())).reason()).isEqualTo(Reason.REVOKED);
            time.set(NOON.plusSeconds(5));
            assertThat(guard.revoke(ANNS.id(), LEAD, "stolen laptop").at()).isEqualTo(NOON);
            assertThat(sink.last().action()).isEqualTo(Action.GRANT_REVOKED);
        }

        @Test
        @Timeout(30)
        void waitsForAccessesThatAreBeingDecided() throws Exception {
            CountDownLatch appending = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            AccessGuard slow = AccessGuard.builder(POLICY, event -> append(event, appending, go), time::get, OPERATOR)
                    .startingWith(book(ANNS))
                    .build();
            CompletableFuture<AccessDecision> access = CompletableFuture.supplyAsync(() -> slow.decide(byAnn()));
            assertThat(appending.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Revocation> revocation =
                    CompletableFuture.supplyAsync(() -> slow.revoke(ANNS.id(), LEAD, "done"));
            assertThat(revocation.isDone()).isFalse();
            assertThat(slow.book().revocations()).isEmpty();
            go.countDown();
            assertThat(access.get(20, TimeUnit.SECONDS)).isInstanceOf(Allowed.class);
            revocation.get(20, TimeUnit.SECONDS);
            assertThat(sink.events())
                    .extracting(AuditEvent::action)
                    .containsExactly(Action.ACCESS, Action.GRANT_REVOKED);
            assertThat(slow.decide(byAnn())).isInstanceOf(Denied.class);
        }

        private AuditReceipt append(AuditEvent event, CountDownLatch appending, CountDownLatch go) {
            appending.countDown();
            try {
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return sink.append(event);
        }
    }
}
