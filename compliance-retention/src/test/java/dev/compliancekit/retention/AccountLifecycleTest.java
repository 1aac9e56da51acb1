package dev.compliancekit.retention;

import static dev.compliancekit.retention.AccountEvent.Kind.CANCELLED;
import static dev.compliancekit.retention.AccountEvent.Kind.DESTRUCTION_REQUEST;
import static dev.compliancekit.retention.AccountEvent.Kind.ERASED;
import static dev.compliancekit.retention.AccountEvent.Kind.ERASURE_REQUEST;
import static dev.compliancekit.retention.AccountEvent.Kind.OWNER_DELETION;
import static dev.compliancekit.retention.AccountEvent.Kind.PAUSED;
import static dev.compliancekit.retention.AccountEvent.Kind.REACTIVATED;
import static dev.compliancekit.retention.AccountEvent.Kind.UNINSTALLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountLifecycleTest {

    static final TenantId TENANT = new TenantId("store-1");
    static final Instant MAY_1 = Instant.parse("2024-05-01T09:00:00Z");
    static final Set<StoreKind> ALL = EnumSet.allOf(StoreKind.class);

    static AccountPolicy policy(String version, String inForceFrom, AccountPromise... promises) {
        return new AccountPolicy(
                "page", version, Instant.parse(inForceFrom), DeadlineRules.in(ZoneOffset.UTC), List.of(promises));
    }

    static AccountPromise cancelled(String limit) {
        return AccountPromise.within("cancelled", CANCELLED, ALL, TimeLimit.parse(limit), StartsFrom.EVENT);
    }

    static AccountPromise live() {
        return AccountPromise.within(
                "live", OWNER_DELETION, Set.of(StoreKind.LIVE), TimeLimit.parse("PT48H"), StartsFrom.EVENT);
    }

    static AccountPromise backups(StartsFrom from) {
        return AccountPromise.within("backups", OWNER_DELETION, Set.of(StoreKind.BACKUP), TimeLimit.parse("P7D"), from);
    }

    private static final AccountLifecycle PAGE = AccountLifecycle.of(List.of(policy(
            "2020-01-21",
            "2020-01-21T00:00:00Z",
            cancelled("P30D"),
            AccountPromise.atOnce("at-once", DESTRUCTION_REQUEST, ALL, Duration.ofHours(1)))));

    private static AccountEvent event(AccountEvent.Kind kind, String at) {
        return AccountEvent.of(kind, TENANT, Instant.parse(at));
    }

    private static AccountStanding standing(AccountLifecycle lifecycle, String asOf, AccountEvent... events) {
        return lifecycle.standingOf(List.of(events), Instant.parse(asOf));
    }

    @Test
    void anAccountWithoutEventsIsActiveAndOwesNothing() {
        AccountStanding standing = standing(PAGE, "2024-06-01T00:00:00Z");
        assertThat(standing.state()).isEqualTo(AccountState.ACTIVE);
        assertThat(standing.obligations()).isEmpty();
    }

    @Test
    void cancellingStartsThirtyDays() {
        AccountStanding standing = standing(PAGE, "2024-05-11T00:00:00Z", event(CANCELLED, "2024-05-01T09:00:00Z"));
        assertThat(standing.state()).isEqualTo(AccountState.CANCELLED);
        assertThat(standing.obligations()).hasSize(1);
        Obligation obligation = standing.obligations().get(0);
        assertThat(obligation.due()).isEqualTo("2024-05-31T09:00:00Z");
        assertThat(obligation.deleteFrom()).isEqualTo(obligation.due());
        assertThat(obligation.promise()).isEqualTo("cancelled");
        assertThat(obligation.policyVersion()).isEqualTo("2020-01-21");
    }

    @Test
    void pausingAndUninstallingStartNothing() {
        AccountStanding paused = standing(PAGE, "2025-01-01T00:00:00Z", event(PAUSED, "2024-05-01T00:00:00Z"));
        assertThat(paused.state()).isEqualTo(AccountState.PAUSED);
        assertThat(paused.obligations()).isEmpty();
        AccountStanding uninstalled =
                standing(PAGE, "2025-01-01T00:00:00Z", event(UNINSTALLED, "2024-05-01T00:00:00Z"));
        assertThat(uninstalled.state()).isEqualTo(AccountState.UNINSTALLED);
        assertThat(uninstalled.obligations()).isEmpty();
    }

    @Test
    void pausingOrUninstallingDoesNotWithdrawACancellation() {
        AccountStanding standing = standing(
                PAGE,
                "2024-05-20T00:00:00Z",
                event(CANCELLED, "2024-05-01T09:00:00Z"),
                event(PAUSED, "2024-05-02T09:00:00Z"),
                event(UNINSTALLED, "2024-05-03T09:00:00Z"));
        assertThat(standing.state()).isEqualTo(AccountState.CANCELLED);
        assertThat(standing.obligations()).hasSize(1);
    }

    @Test
    void reactivationWithdrawsTheCancellationAndSaysSo() {
        AccountEvent again = event(REACTIVATED, "2024-05-20T00:00:00Z");
        AccountStanding standing =
                standing(PAGE, "2024-06-20T00:00:00Z", event(CANCELLED, "2024-05-01T09:00:00Z"), again);
        assertThat(standing.state()).isEqualTo(AccountState.ACTIVE);
        assertThat(standing.obligations()).isEmpty();
        assertThat(standing.withdrawals()).hasSize(1);
        assertThat(standing.withdrawals().get(0).by()).isEqualTo(again);
        assertThat(standing.withdrawals().get(0).obligation().due()).isEqualTo("2024-05-31T09:00:00Z");
    }

    @Test
    void reactivationDoesNotWithdrawARequest() {
        AccountStanding standing = standing(
                PAGE,
                "2024-06-20T00:00:00Z",
                event(DESTRUCTION_REQUEST, "2024-05-01T09:00:00Z"),
                event(REACTIVATED, "2024-05-20T00:00:00Z"));
        assertThat(standing.obligations()).extracting(Obligation::promise).containsExactly("at-once");
        assertThat(standing.withdrawals()).isEmpty();
    }

    @Test
    void cancellingAgainStartsAnew() {
        AccountStanding standing = standing(
                PAGE,
                "2024-07-01T00:00:00Z",
                event(CANCELLED, "2024-05-01T09:00:00Z"),
                event(REACTIVATED, "2024-05-20T00:00:00Z"),
                event(CANCELLED, "2024-06-15T12:00:00Z"));
        assertThat(standing.state()).isEqualTo(AccountState.CANCELLED);
        assertThat(standing.obligations())
                .extracting(Obligation::due)
                .containsExactly(Instant.parse("2024-07-15T12:00:00Z"));
    }

    @Test
    void anImmediateRequestMayBeExecutedFromItsReceiptWithinTheDeclaredWindow() {
        AccountStanding standing =
                standing(PAGE, "2024-05-10T12:00:00Z", event(DESTRUCTION_REQUEST, "2024-05-10T12:00:00Z"));
        Obligation obligation = standing.obligations().get(0);
        assertThat(obligation.deleteFrom()).isEqualTo("2024-05-10T12:00:00Z");
        assertThat(obligation.due()).isEqualTo("2024-05-10T13:00:00Z");
    }

    @Test
    void eventsAfterTheInstantAskedForDoNotCount() {
        AccountStanding standing = standing(
                PAGE,
                "2024-05-19T23:59:59Z",
                event(REACTIVATED, "2024-05-20T00:00:00Z"),
                event(CANCELLED, "2024-05-01T09:00:00Z"));
        assertThat(standing.state()).isEqualTo(AccountState.CANCELLED);
        assertThat(standing.obligations()).hasSize(1);
    }

    @Test
    void eventsOfOneInstantCountInTheOrderGiven() {
        AccountEvent cancel = event(CANCELLED, "2024-05-01T09:00:00Z");
        AccountEvent again = event(REACTIVATED, "2024-05-01T09:00:00Z");
        assertThat(standing(PAGE, "2024-06-01T00:00:00Z", cancel, again).obligations())
                .isEmpty();
        assertThat(standing(PAGE, "2024-06-01T00:00:00Z", again, cancel).obligations())
                .hasSize(1);
    }

    @Test
    void ofSeveralObligationsTheEarliestDueComesFirst() {
        AccountStanding standing = standing(
                PAGE,
                "2024-05-12T00:00:00Z",
                event(CANCELLED, "2024-05-01T09:00:00Z"),
                event(DESTRUCTION_REQUEST, "2024-05-10T12:00:00Z"));
        assertThat(standing.obligations()).extracting(Obligation::promise).containsExactly("at-once", "cancelled");
    }

    @Test
    void ownerDeletionGivesProduction48HoursAndBackupsSevenDaysFromTheRequest() {
        AccountLifecycle lifecycle =
                AccountLifecycle.of(List.of(policy("1", "2020-01-01T00:00:00Z", live(), backups(StartsFrom.EVENT))));
        AccountStanding standing =
                standing(lifecycle, "2024-03-02T00:00:00Z", event(OWNER_DELETION, "2024-03-01T10:00:00Z"));
        assertThat(standing.obligations())
                .extracting(Obligation::due)
                .containsExactly(Instant.parse("2024-03-03T10:00:00Z"), Instant.parse("2024-03-08T10:00:00Z"));
        assertThat(standing.obligations().get(1).stores()).containsExactly(StoreKind.BACKUP);
        assertThat(standing.state()).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void countedFromTheHardDeletionBackupsWaitForItButNotLongerThanItWasPromised() {
        AccountLifecycle lifecycle = AccountLifecycle.of(
                List.of(policy("1", "2020-01-01T00:00:00Z", live(), backups(StartsFrom.HARD_DELETION))));
        AccountEvent request = event(OWNER_DELETION, "2024-03-01T10:00:00Z");
        assertThat(dueOfBackups(standing(lifecycle, "2024-03-20T00:00:00Z", request)))
                .isEqualTo("2024-03-10T10:00:00Z");
        assertThat(dueOfBackups(
                        standing(lifecycle, "2024-03-20T00:00:00Z", request, event(ERASED, "2024-03-02T06:00:00Z"))))
                .isEqualTo("2024-03-09T06:00:00Z");
        assertThat(dueOfBackups(
                        standing(lifecycle, "2024-03-20T00:00:00Z", request, event(ERASED, "2024-03-07T06:00:00Z"))))
                .isEqualTo("2024-03-10T10:00:00Z");
        assertThat(dueOfBackups(
                        standing(lifecycle, "2024-03-20T00:00:00Z", event(ERASED, "2024-02-01T06:00:00Z"), request)))
                .isEqualTo("2024-03-10T10:00:00Z");
    }

    private static Instant dueOfBackups(AccountStanding standing) {
        return standing.obligations().stream()
                .filter(obligation -> obligation.promise().equals("backups"))
                .findFirst()
                .orElseThrow()
                .due();
    }

    @Test
    void anErasedAccountStaysErased() {
        AccountStanding standing = standing(
                PAGE,
                "2024-08-01T00:00:00Z",
                event(ERASED, "2024-06-01T00:00:00Z"),
                event(REACTIVATED, "2024-07-01T00:00:00Z"));
        assertThat(standing.state()).isEqualTo(AccountState.ERASED);
    }

    @Test
    void theErasureOfOneSubjectErasesNoAccount() {
        AccountEvent erased = new AccountEvent(ERASED, Scope.of(TENANT, new SubjectId("c-7")), MAY_1);
        assertThat(PAGE.standingOf(List.of(erased), MAY_1).state()).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void theVersionAtReceiptAppliesAndALaxerLaterOneChangesNothing() {
        AccountLifecycle lifecycle = AccountLifecycle.of(List.of(
                policy("2", "2024-05-05T00:00:00Z", cancelled("P90D")),
                policy("1", "2020-01-01T00:00:00Z", cancelled("P30D"))));
        Obligation obligation = standing(lifecycle, "2024-06-01T00:00:00Z", event(CANCELLED, "2024-05-01T09:00:00Z"))
                .obligations()
                .get(0);
        assertThat(obligation.policyVersion()).isEqualTo("1");
        assertThat(obligation.due()).isEqualTo("2024-05-31T09:00:00Z");
    }

    @Test
    void aStricterLaterVersionShortensFromItsComingIntoForce() {
        AccountLifecycle lifecycle = AccountLifecycle.of(List.of(
                policy("1", "2020-01-01T00:00:00Z", cancelled("P30D")),
                policy("2", "2024-05-05T00:00:00Z", cancelled("P7D"))));
        AccountEvent cancel = event(CANCELLED, "2024-05-01T09:00:00Z");
        Obligation before = standing(lifecycle, "2024-05-04T00:00:00Z", cancel)
                .obligations()
                .get(0);
        Obligation after = standing(lifecycle, "2024-05-05T00:00:00Z", cancel)
                .obligations()
                .get(0);
        assertThat(before.due()).isEqualTo("2024-05-31T09:00:00Z");
        assertThat(after.due()).isEqualTo("2024-05-12T00:00:00Z");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.policyVersion()).isEqualTo("1");
    }

    @Test
    void aVersionComesIntoForceAtItsInstantAndNothingIsPromisedBefore() {
        AccountLifecycle lifecycle =
                AccountLifecycle.of(List.of(policy("1", "2024-05-01T09:00:00Z", cancelled("P30D"))));
        assertThat(standing(lifecycle, "2024-06-01T00:00:00Z", event(CANCELLED, "2024-05-01T09:00:00Z"))
                        .obligations())
                .hasSize(1);
        assertThat(standing(lifecycle, "2024-06-01T00:00:00Z", event(CANCELLED, "2024-05-01T08:59:59Z"))
                        .obligations())
                .isEmpty();
    }

    @Test
    void aLeadLetsTheErasureBeginBeforeItIsDueButNotBeforeTheEvent() {
        AccountLifecycle lifecycle = AccountLifecycle.of(List.of(policy(
                "1",
                "2020-01-01T00:00:00Z",
                cancelled("P30D").withLead(Duration.ofDays(7)),
                live().withLead(Duration.ofDays(7)))));
        AccountStanding standing = standing(
                lifecycle,
                "2024-05-01T09:00:00Z",
                event(CANCELLED, "2024-05-01T09:00:00Z"),
                event(OWNER_DELETION, "2024-05-01T09:00:00Z"));
        assertThat(standing.obligations())
                .extracting(Obligation::deleteFrom)
                .containsExactly(Instant.parse("2024-05-01T09:00:00Z"), Instant.parse("2024-05-24T09:00:00Z"));
    }

    @Test
    void aSubjectsRequestReachesOnlyTheSubject() {
        AccountLifecycle lifecycle = AccountLifecycle.of(List.of(policy(
                "1",
                "2020-01-01T00:00:00Z",
                AccountPromise.within("month", ERASURE_REQUEST, ALL, TimeLimit.parse("P1M"), StartsFrom.EVENT))));
        Scope subject = Scope.of(TENANT, new SubjectId("c-7"));
        AccountStanding standing =
                lifecycle.standingOf(List.of(new AccountEvent(ERASURE_REQUEST, subject, MAY_1)), MAY_1);
        assertThat(standing.obligations().get(0).event().scope()).isEqualTo(subject);
        assertThat(standing.obligations().get(0).due()).isEqualTo("2024-06-01T09:00:00Z");
    }

    @Test
    void idsTellPromisesEventsAndScopesApartAndStayTheSame() {
        AccountLifecycle lifecycle =
                AccountLifecycle.of(List.of(policy("1", "2020-01-01T00:00:00Z", live(), backups(StartsFrom.EVENT))));
        List<AccountEvent> events = List.of(
                event(OWNER_DELETION, "2024-05-01T09:00:00Z"),
                event(OWNER_DELETION, "2024-05-01T09:00:01Z"),
                new AccountEvent(OWNER_DELETION, Scope.of(TENANT, new SubjectId("c-7")), MAY_1));
        List<Obligation> first = lifecycle
                .standingOf(events, Instant.parse("2024-05-02T00:00:00Z"))
                .obligations();
        List<Obligation> later = lifecycle
                .standingOf(events, Instant.parse("2024-06-02T00:00:00Z"))
                .obligations();
        assertThat(first).extracting(Obligation::id).doesNotHaveDuplicates().hasSize(6);
        assertThat(first).isEqualTo(later);
        assertThat(first).extracting(Obligation::id).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void refusesEventsOfTwoTenants() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PAGE.standingOf(
                        List.of(
                                AccountEvent.of(PAUSED, TENANT, MAY_1),
                                AccountEvent.of(PAUSED, new TenantId("store-2"), MAY_1)),
                        MAY_1))
                .withMessageContaining("more than one tenant");
    }

    @Test
    void refusesTwoVersionsFromOneInstant() {
        AccountPolicy one = policy("1", "2020-01-01T00:00:00Z", cancelled("P30D"));
        AccountPolicy two = policy("2", "2020-01-01T00:00:00Z", cancelled("P60D"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountLifecycle.of(List.of(one, two)))
                .withMessageContaining("two versions");
    }
}
