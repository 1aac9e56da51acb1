package dev.compliancekit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountEvent.Kind;
import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.deadline.Deadline;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValuesTest {

    private static final TenantId TENANT = new TenantId("store-1");
    private static final Scope CUSTOMER = Scope.of(TENANT, new SubjectId("c-7"));
    private static final Instant MAY_1 = AccountLifecycleTest.MAY_1;
    private static final Set<StoreKind> LIVE = Set.of(StoreKind.LIVE);
    private static final TimeLimit DAYS = TimeLimit.parse("P30D");

    private static Obligation obligation(Instant deleteFrom) {
        Deadline deadline = DeadlineRules.in(ZoneOffset.UTC).deadline(MAY_1, TimeLimit.parse("PT100H"));
        return new Obligation(
                "o-1",
                "page",
                "1",
                "cancelled",
                AccountEvent.of(Kind.CANCELLED, TENANT, MAY_1),
                LIVE,
                deadline,
                deleteFrom);
    }

    @Test
    void aTenantCoversItsSubjectsAndNotTheOtherWayRound() {
        Scope whole = Scope.of(TENANT);
        assertThat(whole.covers(CUSTOMER)).isTrue();
        assertThat(CUSTOMER.covers(whole)).isFalse();
        assertThat(CUSTOMER.covers(CUSTOMER)).isTrue();
        assertThat(whole.overlaps(CUSTOMER)).isTrue();
        assertThat(CUSTOMER.overlaps(whole)).isTrue();
        assertThat(CUSTOMER.overlaps(Scope.of(TENANT, new SubjectId("c-8")))).isFalse();
        assertThat(whole.covers(Scope.of(new TenantId("store-2"), new SubjectId("c-7"))))
                .isFalse();
        assertThat(CUSTOMER).hasToString("store-1/c-7");
        assertThat(whole).hasToString("store-1");
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "PAUSED", "UNINSTALLED", "REACTIVATED"})
    void anAccountsStateIsNoSubjectsAffair(Kind kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountEvent(kind, CUSTOMER, MAY_1))
                .withMessageContaining("accepted is a whole tenant");
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER_DELETION", "ERASURE_REQUEST", "DESTRUCTION_REQUEST", "ERASED"})
    void aRequestMayConcernASubject(Kind kind) {
        assertThat(new AccountEvent(kind, CUSTOMER, MAY_1).scope()).isEqualTo(CUSTOMER);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSED", "UNINSTALLED", "REACTIVATED", "ERASED"})
    void whatStartsNothingIsNoTrigger(Kind kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountPromise.within("p", kind, LIVE, DAYS, StartsFrom.EVENT))
                .withMessageContaining("has the trigger " + kind);
    }

    @Test
    void refusesPromisesThatCannotBeRight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountPromise.within(" ", Kind.CANCELLED, LIVE, DAYS, StartsFrom.EVENT))
                .withMessageContaining("blank id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountPromise.within("p", Kind.CANCELLED, Set.of(), DAYS, StartsFrom.EVENT))
                .withMessageContaining("reaches no store");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountPromise.within("p", Kind.CANCELLED, LIVE, DAYS, StartsFrom.HARD_DELETION))
                .withMessageContaining("from itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountPromise.within("p", Kind.CANCELLED, LIVE, DAYS, StartsFrom.EVENT)
                        .withLead(Duration.ofNanos(-1)))
                .withMessageContaining("negative lead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountPromise.atOnce("p", Kind.DESTRUCTION_REQUEST, LIVE, Duration.ZERO));
    }

    @Test
    void refusesPoliciesThatCannotBeRight() {
        AccountPromise promise = AccountPromise.within("p", Kind.OWNER_DELETION, LIVE, DAYS, StartsFrom.EVENT);
        AccountPromise backups = AccountPromise.within(
                "b", Kind.OWNER_DELETION, Set.of(StoreKind.BACKUP), DAYS, StartsFrom.HARD_DELETION);
        AccountPromise otherTrigger = AccountPromise.within("c", Kind.CANCELLED, LIVE, DAYS, StartsFrom.EVENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy("page", "1", promise, promise))
                .withMessageContaining("promise p twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy("page", "1", backups, otherTrigger))
                .withMessageContaining("counts b from a hard deletion that it does not promise");
        assertThatIllegalArgumentException().isThrownBy(() -> policy(" ", "1", promise));
        assertThatIllegalArgumentException().isThrownBy(() -> policy("page", " ", promise));
        assertThat(policy("page", "1", promise, backups).promises()).hasSize(2);
    }

    private static AccountPolicy policy(String name, String version, AccountPromise... promises) {
        return new AccountPolicy(name, version, Instant.EPOCH, DeadlineRules.in(ZoneOffset.UTC), List.of(promises));
    }

    @Test
    void anObligationSaysHowMuchOfItsTimeIsUsed() {
        Obligation obligation = obligation(MAY_1);
        assertThat(obligation.usedShare(MAY_1.minusSeconds(1))).isZero();
        assertThat(obligation.usedShare(MAY_1)).isZero();
        assertThat(obligation.usedShare(MAY_1.plus(Duration.ofHours(80)))).isEqualTo(0.8);
        assertThat(obligation.usedShare(obligation.due())).isEqualTo(1.0);
        assertThat(obligation.usedShare(obligation.due().plus(Duration.ofHours(50))))
                .isEqualTo(1.5);
    }

    @Test
    void anObligationThatMayBeginOnlyAfterItIsDueIsRefused() {
        Instant due = obligation(MAY_1).due();
        assertThat(obligation(due).deleteFrom()).isEqualTo(due);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> obligation(due.plusNanos(1)))
                .withMessageContaining("begin only after it is due");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Obligation(
                        "o",
                        "page",
                        "1",
                        "p",
                        AccountEvent.of(Kind.CANCELLED, TENANT, MAY_1),
                        Set.of(),
                        obligation(MAY_1).deadline(),
                        MAY_1))
                .withMessageContaining("reaches no store");
    }

    @Test
    void anOrderRepeatsItsObligation() {
        Obligation obligation = obligation(MAY_1.plusSeconds(1));
        assertThat(ErasureOrder.of(obligation))
                .isEqualTo(new ErasureOrder(
                        "o-1",
                        Scope.of(TENANT),
                        LIVE,
                        "page 1: cancelled",
                        MAY_1,
                        MAY_1.plusSeconds(1),
                        obligation.due()));
    }

    @Test
    void whatCameBackWithARestoreIsOrderedAnewUnderOneId() {
        ErasureOrder order = ErasureOrder.afterRestore(CUSTOMER, LIVE, MAY_1, Duration.ofHours(1));
        assertThat(order.id())
                .isEqualTo(ErasureOrder.afterRestore(CUSTOMER, LIVE, MAY_1, Duration.ofHours(2))
                        .id())
                .isNotEqualTo(ErasureOrder.afterRestore(CUSTOMER, LIVE, MAY_1.plusNanos(1), Duration.ofHours(1))
                        .id())
                .isNotEqualTo(ErasureOrder.afterRestore(Scope.of(TENANT), LIVE, MAY_1, Duration.ofHours(1))
                        .id());
        assertThat(order.executeFrom()).isEqualTo(MAY_1);
        assertThat(order.due()).isEqualTo(MAY_1.plusSeconds(3600));
        assertThat(order.authority()).contains("came back with a restored backup");
    }

    @Test
    void refusesOrdersThatCannotBeRight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("", "page", LIVE, MAY_1))
                .withMessageContaining("id is not accepted");
        assertThatIllegalArgumentException().isThrownBy(() -> order("a".repeat(65), "page", LIVE, MAY_1));
        assertThatIllegalArgumentException().isThrownBy(() -> order("a/b", "page", LIVE, MAY_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("a", " ", LIVE, MAY_1))
                .withMessageContaining("no authority");
        assertThatIllegalArgumentException().isThrownBy(() -> order("a", "p".repeat(257), LIVE, MAY_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("a", "page", Set.of(), MAY_1))
                .withMessageContaining("reaches no store");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("a", "page", LIVE, MAY_1.plusNanos(1)))
                .withMessageContaining("only after it is due");
        assertThat(order("a".repeat(64), "p".repeat(256), LIVE, MAY_1).due()).isEqualTo(MAY_1);
    }

    private static ErasureOrder order(String id, String authority, Set<StoreKind> stores, Instant executeFrom) {
        return new ErasureOrder(id, CUSTOMER, stores, authority, MAY_1, executeFrom, MAY_1);
    }

    @Test
    void theOldestRecordIsHeldAgainstItsLimit() {
        OldestRecord oldest = new OldestRecord("sign-ins", obligation(MAY_1).deadline());
        Instant end = oldest.deadline().actBy();
        assertThat(oldest.age(MAY_1.plusSeconds(7))).isEqualTo(Duration.ofSeconds(7));
        assertThat(oldest.limit()).isEqualTo(Duration.ofHours(100));
        assertThat(oldest.isOverdue(end)).isFalse();
        assertThat(oldest.isOverdue(end.plusNanos(1))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OldestRecord(" ", oldest.deadline()))
                .withMessageContaining("blank label");
    }

    @Test
    void readBacksAreDifferentAnswers() {
        assertThat(new ReadBack.Absent()).hasToString("absent");
        assertThat(new ReadBack.Present(3)).hasToString("present(3)");
        assertThat(new ReadBack.Unreachable("no route")).hasToString("unreachable(no route)");
        assertThat(new ReadBack.Unverified("stale")).hasToString("unverified(stale)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadBack.Present(0))
                .withMessageContaining("1 and more");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadBack.Unreachable(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadBack.Unverified("r".repeat(129)));
        assertThat(new ReadBack.Unverified("r".repeat(128)).reason()).hasSize(128);
    }
}
