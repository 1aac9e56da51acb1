package dev.compliancekit.retention.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.AccountEvent.Kind;
import dev.compliancekit.retention.AccountLifecycle;
import dev.compliancekit.retention.AccountPolicy;
import dev.compliancekit.retention.AccountPromise;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.spi.ReadBack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErasureControlsTest {

    private static final TenantId TENANT = new TenantId("store-1");
    private static final Instant CANCELLED_AT = Instant.parse("2024-05-01T00:00:00Z");
    private static final Instant DUE = CANCELLED_AT.plus(Duration.ofHours(100));
    private static final AccountLifecycle PAGE = AccountLifecycle.of(List.of(new AccountPolicy(
            "page",
            "1",
            Instant.EPOCH,
            DeadlineRules.in(ZoneOffset.UTC),
            List.of(
                    AccountPromise.within(
                            "cancelled",
                            Kind.CANCELLED,
                            Set.of(StoreKind.LIVE),
                            TimeLimit.parse("PT100H"),
                            AccountPromise.StartsFrom.EVENT),
                    AccountPromise.atOnce(
                            "at-once", Kind.DESTRUCTION_REQUEST, Set.of(StoreKind.LIVE), Duration.ofHours(1))))));

    private final List<AccountEvent> events = new ArrayList<>();
    private final List<ErasureCertificate> certificates = new ArrayList<>();
    private final List<LegalHold> holds = new ArrayList<>();

    private Obligation cancel(Instant at) {
        events.add(AccountEvent.of(Kind.CANCELLED, TENANT, at));
        return PAGE.standingOf(events, at).obligations().stream()
                .filter(obligation -> obligation.event().at().equals(at))
                .findFirst()
                .orElseThrow();
    }

    private void certify(Obligation obligation, Instant at, ReadBack readBack) {
        certificates.add(new ErasureCertificate(
                ErasureOrder.of(obligation),
                List.of(new TargetResult.Answered("customers", StoreKind.LIVE, readBack)),
                at,
                at,
                1));
    }

    private ErasureDeadlineControl control() {
        return ErasureDeadlineControl.of(
                "cancelled",
                asOf -> PAGE.standingOf(events, asOf).obligations(),
                asOf -> List.copyOf(certificates),
                asOf -> List.copyOf(holds));
    }

    private Assessment assess(Instant asOf) {
        return control().assess(asOf);
    }

    @Test
    void withoutAnErasureNothingIsProven() {
        assertThat(assess(DUE).standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assess(DUE).figures()).doesNotContain(new Figure("most of the time used", "0.0 %"));
        cancel(CANCELLED_AT);
        assertThat(assess(CANCELLED_AT.plus(Duration.ofHours(79))).standing()).isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void isKeptWhenEveryErasureThatFellDueWasInTime() {
        certify(cancel(CANCELLED_AT), DUE, new ReadBack.Absent());
        Assessment kept = assess(DUE.plusSeconds(5));
        assertThat(kept.standing()).isEqualTo(Standing.KEPT);
        assertThat(kept.figures())
                .containsExactly(
                        new Figure("erasures completed", "1"),
                        new Figure("erasures open", "0"),
                        new Figure("deferred by a legal hold", "0"),
                        new Figure("most of the time used", "100.0 %"));
        assertThat(kept.evidence()).containsExactly(certificates.get(0).id());
        assertThat(kept.deadline()).isEmpty();
    }

    @Test
    void anOpenErasureIsAtRiskFromFourFifthsOfItsTime() {
        certify(
                cancel(CANCELLED_AT.minus(Duration.ofDays(30))),
                CANCELLED_AT.minus(Duration.ofDays(29)),
                new ReadBack.Absent());
        cancel(CANCELLED_AT);
        Instant alarm = CANCELLED_AT.plus(Duration.ofHours(80));
        assertThat(assess(alarm.minusSeconds(1)).standing()).isEqualTo(Standing.KEPT);
        Assessment atRisk = assess(alarm);
        assertThat(atRisk.standing()).isEqualTo(Standing.AT_RISK);
        assertThat(atRisk.deadline()).contains(DUE);
        assertThat(assess(DUE).standing()).isEqualTo(Standing.AT_RISK);
        assertThat(assess(DUE.plusNanos(1)).standing()).isEqualTo(Standing.BROKEN);
    }

    @Test
    void isBrokenByALateErasure() {
        certify(cancel(CANCELLED_AT), DUE.plusMillis(1), new ReadBack.Absent());
        assertThat(assess(DUE.plusSeconds(1)).standing()).isEqualTo(Standing.BROKEN);
        assertThat(assess(DUE.plusSeconds(1)).reasons().get(0)).startsWith("1 erasures were late, 0 are overdue, 0");
    }

    @Test
    void isBrokenByAnErasureThatLeftSomethingUntilOneDoesNot() {
        Obligation obligation = cancel(CANCELLED_AT);
        certify(obligation, CANCELLED_AT.plusSeconds(60), new ReadBack.Present(2));
        assertThat(assess(CANCELLED_AT.plusSeconds(70)).standing()).isEqualTo(Standing.BROKEN);
        certify(obligation, CANCELLED_AT.plusSeconds(80), new ReadBack.Absent());
        assertThat(assess(CANCELLED_AT.plusSeconds(79)).standing()).isEqualTo(Standing.BROKEN);
        assertThat(assess(CANCELLED_AT.plusSeconds(80)).standing()).isEqualTo(Standing.KEPT);
    }

    @Test
    void anUnreachableStoreNeitherKeepsNorBreaksBeforeTheDueInstant() {
        certify(cancel(CANCELLED_AT), CANCELLED_AT.plusSeconds(60), new ReadBack.Unreachable("down"));
        assertThat(assess(CANCELLED_AT.plusSeconds(70)).standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(assess(DUE.plusSeconds(1)).standing()).isEqualTo(Standing.BROKEN);
    }

    @Test
    void aHoldDefersLawfullyAsLongAsItIsActive() {
        cancel(CANCELLED_AT);
        holds.add(LegalHold.place("case-1", Scope.of(TENANT), "lawsuit", CANCELLED_AT));
        Assessment held = assess(DUE.plusSeconds(1));
        assertThat(held.standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(held.figures()).contains(new Figure("deferred by a legal hold", "1"));
        holds.set(0, holds.get(0).released(DUE));
        assertThat(assess(DUE.plusSeconds(1)).standing()).isEqualTo(Standing.BROKEN);
    }

    @Test
    void aHoldThatHeldNoStoreBackExcusesNothing() {
        certify(cancel(CANCELLED_AT), CANCELLED_AT.plusSeconds(60), new ReadBack.Present(2));
        holds.add(LegalHold.place("case-1", Scope.of(TENANT), "lawsuit", CANCELLED_AT));
        assertThat(assess(DUE.plusSeconds(1)).standing()).isEqualTo(Standing.BROKEN);
    }

    @Test
    void otherPromisesArePassedOver() {
        events.add(AccountEvent.of(Kind.DESTRUCTION_REQUEST, TENANT, CANCELLED_AT));
        assertThat(assess(DUE).standing()).isEqualTo(Standing.UNPROVEN);
        assertThat(control().timings(DUE)).isEmpty();
    }

    @Test
    void showsEachErasureAgainstItsDeadline() {
        Obligation second = cancel(CANCELLED_AT.plusSeconds(60));
        Obligation first = cancel(CANCELLED_AT);
        certify(first, CANCELLED_AT.plus(Duration.ofHours(50)), new ReadBack.Absent());
        List<ErasureTiming> timings = control().timings(DUE);
        assertThat(timings).extracting(ErasureTiming::obligation).containsExactly(first, second);
        ErasureTiming timing = timings.get(0);
        assertThat(timing).hasToString("store-1 cancelled");
        assertThat(timing.requestedAt()).isEqualTo(CANCELLED_AT);
        assertThat(timing.due()).isEqualTo(DUE);
        assertThat(timing.completedAt()).contains(CANCELLED_AT.plus(Duration.ofHours(50)));
        assertThat(timing.usedShare(DUE)).isEqualTo(0.5);
        assertThat(timings.get(1).completedAt()).isEmpty();
        assertThat(timings.get(1).certificate()).isEmpty();
    }

    @Test
    void theFirstCompleteCertificateDecidesNotALaterRepetition() {
        Obligation obligation = cancel(CANCELLED_AT);
        certify(obligation, DUE.plusSeconds(9), new ReadBack.Absent());
        certify(obligation, DUE, new ReadBack.Absent());
        assertThat(assess(DUE.plusSeconds(10)).standing()).isEqualTo(Standing.KEPT);
    }

    private Assessment assessStates(Map<TenantId, List<AccountEvent>> accounts, Instant asOf) {
        return AccountStateControl.of(PAGE, at -> accounts, at -> List.copyOf(certificates))
                .assess(asOf);
    }

    private static ErasureCertificate certificateOf(Scope scope, Instant at) {
        return new ErasureCertificate(
                new ErasureOrder("o-1", scope, Set.of(StoreKind.LIVE), "by hand", at, at, at),
                List.of(new TargetResult.Answered("customers", StoreKind.LIVE, new ReadBack.Absent())),
                at,
                at,
                1);
    }

    @Test
    void pausedAndUninstalledAccountsKeepTheirData() {
        TenantId second = new TenantId("store-2");
        Map<TenantId, List<AccountEvent>> accounts = Map.of(
                TENANT,
                List.of(AccountEvent.of(Kind.PAUSED, TENANT, CANCELLED_AT)),
                second,
                List.of(AccountEvent.of(Kind.UNINSTALLED, second, CANCELLED_AT)));
        Assessment kept = assessStates(accounts, DUE);
        assertThat(kept.standing()).isEqualTo(Standing.KEPT);
        assertThat(kept.figures())
                .containsExactly(
                        new Figure("accounts ACTIVE", "0"),
                        new Figure("accounts PAUSED", "1"),
                        new Figure("accounts UNINSTALLED", "1"),
                        new Figure("accounts CANCELLED", "0"),
                        new Figure("accounts ERASED", "0"));
        certificates.add(certificateOf(Scope.of(TENANT), DUE));
        Assessment broken = assessStates(accounts, DUE);
        assertThat(broken.standing()).isEqualTo(Standing.BROKEN);
        assertThat(broken.evidence()).containsExactly("certificate-o-1");
        assertThat(assessStates(accounts, DUE.minusSeconds(1)).standing()).isEqualTo(Standing.KEPT);
    }

    @Test
    void anErasureWithAnObligationIsFounded() {
        cancel(CANCELLED_AT);
        certificates.add(certificateOf(Scope.of(TENANT), DUE));
        assertThat(assessStates(Map.of(TENANT, List.copyOf(events)), DUE).standing())
                .isEqualTo(Standing.KEPT);
    }

    @Test
    void anErasureThatBeganBeforeTheCancellationOrAfterItsWithdrawalIsNot() {
        cancel(CANCELLED_AT);
        certificates.add(certificateOf(Scope.of(TENANT), CANCELLED_AT.minusSeconds(1)));
        assertThat(assessStates(Map.of(TENANT, List.copyOf(events)), DUE).standing())
                .isEqualTo(Standing.BROKEN);
        certificates.set(0, certificateOf(Scope.of(TENANT), DUE));
        events.add(AccountEvent.of(Kind.REACTIVATED, TENANT, DUE.minusSeconds(1)));
        assertThat(assessStates(Map.of(TENANT, List.copyOf(events)), DUE).standing())
                .isEqualTo(Standing.BROKEN);
    }

    @Test
    void subjectsAndUnlistedAccountsAreNotJudgedHere() {
        certificates.add(certificateOf(Scope.of(TENANT, new SubjectId("c-7")), DUE));
        certificates.add(certificateOf(Scope.of(new TenantId("store-9")), DUE));
        assertThat(assessStates(Map.of(TENANT, List.of()), DUE).standing()).isEqualTo(Standing.KEPT);
        assertThat(assessStates(Map.of(), DUE).standing()).isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void aKeptAggregateMustNotSingleOutAFew() {
        KAnonymity five = new KAnonymity(5);
        assertThat(five.tooSmall(Map.of("a", 4L, "b", 5L, "c", 0L, "d", 1L))).isEqualTo(Map.of("a", 4L, "d", 1L));
        assertThat(five.accepts(Map.of("a", 5L, "b", 0L))).isTrue();
        assertThat(five.accepts(Map.of("a", 4L))).isFalse();
        assertThat(new KAnonymity(2).k()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new KAnonymity(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> five.accepts(Map.of("a", -1L)))
                .withMessageContaining("0 and more");
    }

    @Test
    void refusesEventsThatAreNoCertificates() {
        AuditEvent event = AuditEvent.builder(
                        TENANT, Actor.service("x"), Action.ERASURE_COMPLETED, Outcome.SUCCESS, DUE)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErasureCertificate.from(event))
                .withMessageContaining("no erasure certificate");
    }

    @Test
    void everyMissingOrForeignAttributeOfACertificateIsRefused() {
        AuditEvent good = CertificateEvent.of(certificateOf(Scope.of(TENANT), DUE), Actor.service("x"));
        assertThat(ErasureCertificate.from(good)).isEqualTo(certificateOf(Scope.of(TENANT), DUE));
        for (String name : List.of(
                "authority", "stores", "requestedAt", "executeFrom", "due", "begunAt", "ledgerSize", "store00")) {
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> ErasureCertificate.from(without(good, name)));
        }
        for (String answer : List.of("customers", "customers LIVE", "customers LIVE gone", "customers X absent")) {
            assertThatIllegalArgumentException()
                    .as(answer)
                    .isThrownBy(() -> ErasureCertificate.from(with(good, "store00", answer)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErasureCertificate.from(builder(good)
                        .target("o-1")
                        .attributes(good.attributes())
                        .build()));
    }

    private static AuditEvent.Builder builder(AuditEvent event) {
        return AuditEvent.builder(event.tenant(), event.actor(), event.action(), event.outcome(), event.occurredAt());
    }

    private static AuditEvent without(AuditEvent event, String name) {
        AuditEvent.Builder builder = builder(event).target(event.target());
        event.attributes().forEach((key, value) -> {
            if (!key.equals(name)) {
                builder.attribute(key, value);
            }
        });
        return builder.build();
    }

    private static AuditEvent with(AuditEvent event, String name, String value) {
        AuditEvent without = without(event, name);
        return builder(event)
                .target(event.target())
                .attributes(without.attributes())
                .attribute(name, value)
                .build();
    }
}
