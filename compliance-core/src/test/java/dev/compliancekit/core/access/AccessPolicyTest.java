package dev.compliancekit.core.access;

import static dev.compliancekit.core.access.Scene.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Classification;
import dev.compliancekit.core.access.AccessDecision.Allowed;
import dev.compliancekit.core.access.AccessDecision.Basis;
import dev.compliancekit.core.access.AccessDecision.Denied;
import dev.compliancekit.core.access.AccessDecision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPolicyTest {

    private static Reason denial(AccessRequest request, GrantBook book, Instant asOf) {
        AccessDecision decision = POLICY.decide(request, book, asOf);
        assertThat(decision).isInstanceOf(Denied.class);
        assertThat(decision.code()).isEqualTo(((Denied) decision).reason().code());
        assertThat(decision.sentence()).isNotBlank();
        return ((Denied) decision).reason();
    }

    private static Reason denial(AccessRequest request, Grant... grants) {
        return denial(request, book(grants), NOON);
    }

    private static GrantId allowance(AccessRequest request, Grant... grants) {
        AccessDecision decision = POLICY.decide(request, book(grants), NOON);
        assertThat(decision).as(decision.sentence()).isInstanceOf(Allowed.class);
        return ((Allowed) decision).grant();
    }

    /** J3 and B19: only specific staff, need to know, by role. J9: the production database only for key staff. */
    @Nested
    class J3J9B19NeedToKnow {

        @Test
        void nothingIsAllowedByDefault() {
            AccessPolicy empty = AccessPolicy.builder(Duration.ofHours(8)).build();
            assertThat(((Denied) empty.decide(byAnn(), book(ANNS), NOON)).reason())
                    .isEqualTo(Reason.NO_RULE);
            assertThat(denial(byAnn(), GrantBook.empty(), NOON)).isEqualTo(Reason.NO_GRANT);
        }

        @Test
        void aGrantInForceAllowsAndIsNamed() {
            AccessDecision decision = POLICY.decide(byAnn(), book(ANNS), NOON);
            assertThat(decision)
                    .isEqualTo(new Allowed(
                            Basis.GRANT,
                            new GrantId("g-ann"),
                            "grant g-ann opens data of acme until 2026-03-02T16:00:00Z"));
            assertThat(decision.code()).isEqualTo("grant");
        }

        @ParameterizedTest
        @CsvSource({
            // two hours either side of the half-open term 08:00 to 16:00, and its edges
            "2026-03-02T06:00:00Z, NOT_YET_VALID",
            "2026-03-02T07:59:59.999999999Z, NOT_YET_VALID",
            "2026-03-02T16:00:00Z, EXPIRED",
            "2026-03-02T18:00:00Z, EXPIRED",
        })
        void outsideItsTermAGrantAllowsNothing(Instant asOf, Reason reason) {
            assertThat(denial(byAnn(), book(ANNS), asOf)).isEqualTo(reason);
        }

        @ParameterizedTest
        @CsvSource({"2026-03-02T08:00:00Z", "2026-03-02T15:59:59.999999999Z"})
        void theEdgesOfTheTermAllow(Instant asOf) {
            assertThat(POLICY.decide(byAnn(), book(ANNS), asOf)).isInstanceOf(Allowed.class);
        }

        @Test
        void aRevokedGrantAllowsUntilItWasRevoked() {
            GrantBook book = book(ANNS).with(new Revocation(ANNS.id(), LEAD, NOON, "ticket closed"));
            assertThat(POLICY.decide(byAnn(), book, NOON.minusNanos(1))).isInstanceOf(Allowed.class);
            assertThat(denial(byAnn(), book, NOON)).isEqualTo(Reason.REVOKED);
            assertThat(denial(byAnn(), book, NOON.plus(Duration.ofDays(1)))).isEqualTo(Reason.REVOKED);
        }

        @Test
        void whatIsWrongWithAGrantIsTheReason() {
            Grant self = grant("g-1", LEAD, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD);
            assertThat(denial(request(LEAD, SUPPORT, TICKET, ACME), self)).isEqualTo(Reason.SELF_GRANTED);
            assertThat(denial(request(ANN, SUPPORT, TICKET, RIVAL), ANNS)).isEqualTo(Reason.OTHER_TENANT);
            Grant operations = grant("g-2", ANN, KEY_STAFF, OPERATIONS, ACME, MORNING_TO_EVENING, LEAD);
            assertThat(denial(byAnn(), operations)).isEqualTo(Reason.OTHER_PURPOSE);
            Grant clerk = grant("g-3", ANN, CLERK, TICKET, ACME, MORNING_TO_EVENING, LEAD);
            assertThat(denial(byAnn(), clerk)).isEqualTo(Reason.OTHER_ROLE);
            Grant byNobody = grant("g-4", ANN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, BEN);
            assertThat(denial(byAnn(), byNobody)).isEqualTo(Reason.NOT_ENTITLED);
            Term nineHours =
                    Term.of(NOON.minus(Duration.ofHours(4)), Duration.ofHours(8).plusNanos(1));
            assertThat(denial(byAnn(), ANNS.withTerm(nineHours))).isEqualTo(Reason.TOO_LONG);
            assertThat(denial(request(BEN, SUPPORT, TICKET, ACME), ANNS)).isEqualTo(Reason.NO_GRANT);
        }

        @Test
        void ofSeveralGrantsTheNearestGivesTheReasonWhateverTheOrder() {
            Grant other = grant("g-0", ANN, SUPPORT, TICKET, RIVAL, MORNING_TO_EVENING, LEAD);
            Grant early =
                    grant("g-z", ANN, SUPPORT, TICKET, ACME, Term.of(NOON.plusSeconds(1), Duration.ofHours(1)), LEAD);
            assertThat(denial(byAnn(), other, early)).isEqualTo(Reason.NOT_YET_VALID);
            assertThat(denial(byAnn(), early, other)).isEqualTo(Reason.NOT_YET_VALID);
            assertThat(allowance(byAnn(), other, ANNS, early)).isEqualTo(ANNS.id());
        }

        @Test
        void ofSeveralThatAllowOrFailAlikeTheSmallestIdIsNamed() {
            Grant twin = grant("g-a", ANN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD);
            assertThat(allowance(byAnn(), ANNS, twin)).isEqualTo(twin.id());
            assertThat(allowance(byAnn(), twin, ANNS)).isEqualTo(twin.id());
            Instant evening = MORNING_TO_EVENING.toExclusive();
            assertThat(POLICY.decide(byAnn(), book(ANNS, twin), evening).sentence())
                    .isEqualTo("grant g-a ended at 2026-03-02T16:00:00Z");
        }

        @ParameterizedTest
        @CsvSource({"PUBLIC", "INTERNAL", "CONFIDENTIAL"})
        void aRoleSeesUpToItsClassification(Classification classification) {
            assertThat(allowance(at(classification, byAnn()), ANNS)).isEqualTo(ANNS.id());
        }

        @Test
        void aRoleSeesNothingMoreSensitive() {
            assertThat(denial(at(Classification.RESTRICTED, byAnn()), ANNS)).isEqualTo(Reason.TOO_SENSITIVE);
        }

        @Test
        void restrictedDataOfTheProductionDatabaseAreForKeyStaff() {
            Grant key = grant("g-key", BEN, KEY_STAFF, OPERATIONS, ACME, MORNING_TO_EVENING, LEAD);
            AccessRequest asKeyStaff = request(BEN, KEY_STAFF, OPERATIONS, ACME);
            assertThat(allowance(at(Classification.RESTRICTED, asKeyStaff), key))
                    .isEqualTo(key.id());
            AccessRequest asSupport = request(BEN, SUPPORT, OPERATIONS, ACME);
            assertThat(denial(asSupport, key)).isEqualTo(Reason.NO_RULE);
        }

        @Test
        void servicesAndAuditorsNeedGrantsToo() {
            for (Actor actor : List.of(JOB, AUDITOR)) {
                AccessRequest request = request(actor, SUPPORT, TICKET, ACME);
                assertThat(denial(request)).isEqualTo(Reason.NO_GRANT);
                Grant grant = grant("g-1", actor, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, LEAD);
                assertThat(allowance(request, grant)).isEqualTo(grant.id());
            }
        }

        @Test
        void anOwnerMayLetTheOperatorsStaffIntoHisOwnAccountOnly() {
            Grant byOwner = grant("g-1", ANN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, OLGA);
            assertThat(allowance(byAnn(), byOwner)).isEqualTo(byOwner.id());
            Grant byForeignOwner = grant("g-1", ANN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, RITA);
            assertThat(denial(byAnn(), byForeignOwner)).isEqualTo(Reason.NOT_ENTITLED);
        }

        @Test
        void aGiversMandateCountsWhenTheGrantStarts() {
            Mandate.Approver late = new Mandate.Approver(
                    new GrantId("m-ben"),
                    BEN,
                    new Term(MORNING_TO_EVENING.from().plusNanos(1), NOON.plusSeconds(1)),
                    REGISTRAR,
                    "resolution 13");
            Grant byBen = grant("g-1", ANN, SUPPORT, TICKET, ACME, MORNING_TO_EVENING, BEN);
            assertThat(denial(byAnn(), book(byBen).with(late), NOON)).isEqualTo(Reason.NOT_ENTITLED);
            Grant started = byBen.withTerm(new Term(late.term().from(), MORNING_TO_EVENING.toExclusive()));
            GrantBook book = book(started).with(late);
            assertThat(POLICY.decide(byAnn(), book, NOON.plus(Duration.ofHours(1))))
                    .as("a grant outlives the mandate")
                    .isInstanceOf(Allowed.class);
            GrantBook withdrawn =
                    book.with(new Revocation(late.id(), LEAD, started.term().from(), "left"));
            assertThat(denial(byAnn(), withdrawn, NOON)).isEqualTo(Reason.NOT_ENTITLED);
        }
    }

    /** B21: the customer's people under the customer's direction. */
    @Nested
    class B21CustomersUnderTheCustomer {

        @Test
        void aGrantOfTheOwnerAllows() {
            assertThat(allowance(byCarl(), CARLS)).isEqualTo(CARLS.id());
        }

        @Test
        void aGrantOfTheOperatorDoesNot() {
            Grant byOperator = grant("g-carl", CARL, CLERK, BUSINESS, ACME, MORNING_TO_EVENING, LEAD);
            assertThat(denial(byCarl(), byOperator)).isEqualTo(Reason.NOT_ENTITLED);
        }

        @Test
        void norDoesAGrantOfAnotherAccountsOwnerOrOfAColleague() {
            Grant byRita = grant("g-carl", CARL, CLERK, BUSINESS, ACME, YEAR, RITA);
            assertThat(denial(byCarl(), byRita)).isEqualTo(Reason.NOT_ENTITLED);
            Grant byColleague = grant("g-carl", CARL, CLERK, BUSINESS, ACME, YEAR, Actor.customer("dora"));
            assertThat(denial(byCarl(), byColleague)).isEqualTo(Reason.NOT_ENTITLED);
        }

        @Test
        void theOwnerSeesHisOwnAccountUnderHisMandate() {
            AccessDecision decision = POLICY.decide(byOlga(), book(), NOON);
            assertThat(decision)
                    .isEqualTo(new Allowed(
                            Basis.ACCOUNT_OWNER,
                            OLGA_OWNS_ACME.id(),
                            "mandate m-olga says that the account acme is the actor's until 2026-11-23T12:00:00Z"));
            assertThat(decision.code()).isEqualTo("account-owner");
        }

        @Test
        void theOwnerSeesNoOtherAccount() {
            assertThat(denial(request(OLGA, Role.OWNER, BUSINESS, RIVAL))).isEqualTo(Reason.OTHER_TENANT);
        }

        @Test
        void nobodyElseIsAnOwnerForSayingSo() {
            assertThat(denial(request(CARL, Role.OWNER, BUSINESS, ACME), CARLS)).isEqualTo(Reason.NO_GRANT);
            assertThat(denial(request(LEAD, Role.OWNER, BUSINESS, ACME))).isEqualTo(Reason.NO_GRANT);
            assertThat(denial(request(Actor.staff("olga"), Role.OWNER, BUSINESS, ACME)))
                    .isEqualTo(Reason.NO_GRANT);
        }

        @Test
        void anOwnersMandateEndsAndIsRevokedLikeAGrant() {
            assertThat(denial(byOlga(), book(), YEAR.toExclusive())).isEqualTo(Reason.EXPIRED);
            assertThat(denial(byOlga(), book(), YEAR.from().minusNanos(1))).isEqualTo(Reason.NOT_YET_VALID);
            GrantBook revoked = book().with(new Revocation(OLGA_OWNS_ACME.id(), LEAD, NOON, "sold the shop"));
            assertThat(denial(byOlga(), revoked, NOON)).isEqualTo(Reason.REVOKED);
        }

        @Test
        void anOwnersMandateMayNotBeLongerThanThePolicyAccepts() {
            AccessPolicy strict = AccessPolicy.builder(Duration.ofHours(8))
                    .longestMandate(YEAR.length().minusNanos(1))
                    .permit(Role.OWNER, BUSINESS, Classification.RESTRICTED)
                    .build();
            assertThat(((Denied) strict.decide(byOlga(), book(), NOON)).reason())
                    .isEqualTo(Reason.TOO_LONG);
        }
    }

    /** B22 and M23: two factors in all cases. */
    @Nested
    class B22SecondFactor {

        @Test
        void withoutOneNothingIsAllowedToAnybody() {
            for (AccessRequest request : List.of(
                    byAnn(),
                    byCarl(),
                    byOlga(),
                    request(JOB, SUPPORT, TICKET, ACME),
                    at(Classification.PUBLIC, byAnn()))) {
                AccessRequest weak = without(SecondFactor.PRESENT, request);
                assertThat(denial(weak, ANNS, CARLS)).isEqualTo(Reason.NO_SECOND_FACTOR);
            }
        }
    }

    @Nested
    class Building {

        @Test
        void listsItsRulesInOrder() {
            assertThat(POLICY.rules())
                    .containsExactly(
                            new AccessRule(Role.OWNER, BUSINESS, Classification.RESTRICTED),
                            new AccessRule(CLERK, BUSINESS, Classification.CONFIDENTIAL),
                            new AccessRule(KEY_STAFF, OPERATIONS, Classification.RESTRICTED),
                            new AccessRule(SUPPORT, TICKET, Classification.CONFIDENTIAL));
        }

        @Test
        void refusesTwoRulesForOneRoleAndPurpose() {
            AccessPolicy.Builder builder =
                    AccessPolicy.builder(Duration.ofHours(1)).permit(SUPPORT, TICKET, Classification.PUBLIC);
            assertThatThrownBy(() -> builder.permit(SUPPORT, TICKET, Classification.RESTRICTED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("role support has two rules for purpose support-ticket; "
                            + "accepted is one rule for a role and a purpose");
        }

        @ParameterizedTest
        @CsvSource({"PT0S", "PT-1S"})
        void refusesALongestTermThatIsNotPositive(Duration longest) {
            AccessPolicy.Builder builder = AccessPolicy.builder(Duration.ofNanos(1));
            String message = "longest term is zero or negative; accepted is a length of more than zero";
            assertThatThrownBy(() -> AccessPolicy.builder(longest)).hasMessage(message);
            assertThatThrownBy(() -> builder.longestMandate(longest)).hasMessage(message);
            assertThatThrownBy(() -> builder.longestGrant(Actor.Kind.STAFF, longest))
                    .hasMessage(message);
        }

        @ParameterizedTest
        @EnumSource(Reason.class)
        void reasonsHaveCodesForTheLog(Reason reason) {
            assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
        }
    }
}
