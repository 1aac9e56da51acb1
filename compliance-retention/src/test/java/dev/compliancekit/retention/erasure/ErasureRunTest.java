package dev.compliancekit.retention.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.LegalHoldSource;
import dev.compliancekit.retention.spi.ReadBack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureRunTest {

    static final TenantId TENANT = new TenantId("store-1");
    static final Scope WHOLE = Scope.of(TENANT);
    static final Scope CUSTOMER = Scope.of(TENANT, new SubjectId("c-7"));
    static final Scope OTHER = Scope.of(new TenantId("store-2"), new SubjectId("c-7"));
    static final Instant REQUESTED = Instant.parse("2024-05-01T09:00:00Z");
    static final Instant DUE = Instant.parse("2024-05-31T09:00:00Z");
    static final LegalHoldSource NO_HOLDS = tenant -> List.of();

    private final RecordingSink audit = new RecordingSink();
    private final List<LegalHold> holds = new ArrayList<>();
    private final MemoryTarget live = new MemoryTarget("customers", StoreKind.LIVE, CUSTOMER, WHOLE, OTHER);
    private final MemoryTarget index = new MemoryTarget("search", StoreKind.REPLICA, CUSTOMER);
    private Instant now = DUE;
    private ErasureLedger ledger;

    @TempDir
    Path folder;

    @BeforeEach
    void createLedger() {
        ledger = ErasureLedger.create(folder.resolve("ledger"), new SecretKeySpec(new byte[32], "HmacSHA256"));
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    private ErasureRun.Builder builder() {
        return ErasureRun.builder(audit, ledger, tenant -> List.copyOf(holds), () -> now);
    }

    private ErasureRun run(ErasureTarget... targets) {
        ErasureRun.Builder builder = builder();
        List.of(targets).forEach(builder::target);
        return builder.build();
    }

    static ErasureOrder order(Scope scope, StoreKind... stores) {
        return new ErasureOrder("order-1", scope, Set.of(stores), "page 1: cancelled", REQUESTED, DUE, DUE);
    }

    private static ErasureOrder wholeTenant() {
        return order(WHOLE, StoreKind.LIVE, StoreKind.REPLICA);
    }

    @Test
    void erasesEverythingInScopeReadsBackAndCertifies() {
        List<ErasureOutcome> outcomes = run(live, index).run(List.of(wholeTenant()));
        assertThat(outcomes).hasSize(1).allMatch(ErasureOutcome.Erased.class::isInstance);
        ErasureCertificate certificate = ((ErasureOutcome.Erased) outcomes.get(0)).certificate();
        assertThat(outcomes.get(0).order()).isEqualTo(wholeTenant());
        assertThat(certificate.id()).isEqualTo("certificate-order-1");
        assertThat(certificate.results())
                .containsExactly(
                        new TargetResult.Answered("customers", StoreKind.LIVE, new ReadBack.Absent()),
                        new TargetResult.Answered("search", StoreKind.REPLICA, new ReadBack.Absent()));
        assertThat(certificate.isInTime()).isTrue();
        assertThat(live.records).containsExactly(OTHER);
        assertThat(index.records).isEmpty();
        assertThat(ledger.completedAt(wholeTenant())).contains(DUE);
    }

    @Test
    void appendsTheCertificateAsASuccessfulEventThatCanBeReadBack() {
        ErasureOutcome.Erased erased = (ErasureOutcome.Erased)
                run(live, index).run(List.of(wholeTenant())).get(0);
        assertThat(audit.events).hasSize(1);
        assertThat(audit.events.get(0).action()).isEqualTo(Action.ERASURE_COMPLETED);
        assertThat(audit.events.get(0).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(audit.events.get(0).actor()).isEqualTo(Actor.service("erasure-run"));
        assertThat(audit.events.get(0).attributes()).containsEntry("inTime", "true");
        assertThat(ErasureCertificate.from(audit.events.get(0))).isEqualTo(erased.certificate());
        assertThat(erased.receipt().index()).isZero();
    }

    @Test
    void namesTheActorItWasGiven() {
        builder().target(live).actor(Actor.staff("ann")).build().run(List.of(order(WHOLE, StoreKind.LIVE)));
        assertThat(audit.events.get(0).actor()).isEqualTo(Actor.staff("ann"));
    }

    @Test
    void leavesStoresOfOtherKindsAlone() {
        run(live, index).run(List.of(order(CUSTOMER, StoreKind.REPLICA)));
        assertThat(live.records).contains(CUSTOMER);
        assertThat(index.records).isEmpty();
    }

    @Test
    void doesNothingBeforeTheOrderMayBeExecuted() {
        now = DUE.minusNanos(1);
        assertThat(run(live, index).run(List.of(wholeTenant())))
                .containsExactly(new ErasureOutcome.NotYet(wholeTenant()));
        assertThat(live.records).hasSize(3);
        assertThat(audit.events).isEmpty();
        assertThat(ledger.size()).isZero();
    }

    @Test
    void oneNanosecondAfterDueIsLate() {
        now = DUE.plusNanos(1);
        ErasureOutcome.Erased erased = (ErasureOutcome.Erased)
                run(live, index).run(List.of(wholeTenant())).get(0);
        assertThat(erased.certificate().isComplete()).isTrue();
        assertThat(erased.certificate().isInTime()).isFalse();
        assertThat(audit.events.get(0).attributes()).containsEntry("inTime", "false");
    }

    @Test
    void aCompletedOrderIsNotExecutedAgain() {
        run(live, index).run(List.of(wholeTenant()));
        now = DUE.plusSeconds(60);
        live.records.add(CUSTOMER);
        assertThat(run(live, index).run(List.of(wholeTenant())))
                .containsExactly(new ErasureOutcome.AlreadyErased(wholeTenant(), DUE));
        assertThat(live.records).contains(CUSTOMER);
        assertThat(audit.events).hasSize(1);
    }

    @Test
    void executesTheEarliestDueFirst() {
        ErasureOrder later = new ErasureOrder(
                "a", CUSTOMER, Set.of(StoreKind.LIVE), "page", REQUESTED, REQUESTED, DUE.plusSeconds(1));
        ErasureOrder sooner =
                new ErasureOrder("b", CUSTOMER, Set.of(StoreKind.LIVE), "page", REQUESTED, REQUESTED, DUE);
        assertThat(run(live).run(List.of(later, sooner)))
                .extracting(ErasureOutcome::order)
                .containsExactly(sooner, later);
    }

    @Test
    void theLedgerIsWrittenBeforeTheFirstErasure() {
        List<Long> sizes = new ArrayList<>();
        run(watching(order -> {
                    sizes.add(ledger.size());
                    return new ReadBack.Absent();
                }))
                .run(List.of(order(WHOLE, StoreKind.LIVE)));
        assertThat(sizes).containsExactly(1L, 1L);
    }

    @Test
    void everyStoreIsErasedBeforeTheFirstIsReadBack() {
        List<String> calls = new ArrayList<>();
        run(logging("a", calls), logging("b", calls)).run(List.of(order(WHOLE, StoreKind.LIVE)));
        assertThat(calls).containsExactly("erase a", "erase b", "read a", "read b");
    }

    @Test
    void aStoreThatLiesIsFoundAndTheOrderStaysOpen() {
        ErasureTarget liar = watching(order -> new ReadBack.Present(3));
        ErasureOutcome outcome = run(liar, index).run(List.of(wholeTenant())).get(0);
        assertThat(outcome).isInstanceOf(ErasureOutcome.Incomplete.class);
        ErasureCertificate certificate = ((ErasureOutcome.Incomplete) outcome).certificate();
        assertThat(certificate.isStillPresent()).isTrue();
        assertThat(certificate.isComplete()).isFalse();
        assertThat(certificate.isInTime()).isFalse();
        assertThat(audit.events.get(0).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(ledger.completedAt(wholeTenant())).isEmpty();
        assertThat(ErasureCertificate.from(audit.events.get(0))).isEqualTo(certificate);
    }

    @Test
    void anUnreachableStoreIsNoEmptyStore() {
        ErasureOutcome outcome = run(watching(order -> new ReadBack.Unreachable("no route")))
                .run(List.of(order(WHOLE, StoreKind.LIVE)))
                .get(0);
        assertThat(outcome).isInstanceOf(ErasureOutcome.Incomplete.class);
        assertThat(((ErasureOutcome.Incomplete) outcome).certificate().isStillPresent())
                .isFalse();
        assertThat(audit.events.get(0).attributes()).containsEntry("store00", "watching LIVE unreachable no route");
    }

    @Test
    void aStoreThatCannotLookProvesNothing() {
        ErasureOutcome outcome = run(watching(order -> new ReadBack.Unverified("stale replica")))
                .run(List.of(order(WHOLE, StoreKind.LIVE)))
                .get(0);
        assertThat(outcome).isInstanceOf(ErasureOutcome.Incomplete.class);
        assertThat(ErasureCertificate.from(audit.events.get(0)))
                .isEqualTo(((ErasureOutcome.Incomplete) outcome).certificate());
    }

    @Test
    void absentAfterAFailedErasureProvesNothingAndTheOthersAreErasedAllTheSame() {
        ErasureTarget failing = target("failing", order -> {
            throw new IllegalStateException("customer Jane Doe is locked");
        });
        ErasureOutcome outcome = run(failing, index).run(List.of(wholeTenant())).get(0);
        assertThat(((ErasureOutcome.Incomplete) outcome).certificate().results())
                .containsExactly(
                        new TargetResult.Answered(
                                "failing",
                                StoreKind.LIVE,
                                new ReadBack.Unverified("erasing failed with IllegalStateException")),
                        new TargetResult.Answered("search", StoreKind.REPLICA, new ReadBack.Absent()));
        assertThat(audit.events.toString()).doesNotContain("Jane");
    }

    @Test
    void whatIsLeftAfterAFailedErasureIsSaid() {
        MemoryTarget kept = new MemoryTarget("kept", StoreKind.LIVE, CUSTOMER);
        ErasureTarget failing = target("failing", kept, order -> {
            throw new IllegalStateException("down");
        });
        ErasureOutcome outcome =
                run(failing).run(List.of(order(WHOLE, StoreKind.LIVE))).get(0);
        assertThat(((ErasureOutcome.Incomplete) outcome).certificate().results())
                .containsExactly(new TargetResult.Answered("failing", StoreKind.LIVE, new ReadBack.Present(1)));
    }

    @Test
    void aReadBackThatThrowsOrAnswersNothingIsUnreachable() {
        ErasureOutcome outcome = run(watching(order -> {
                    if (ledger.size() > 0) {
                        throw new UnsupportedOperationException("secret");
                    }
                    return new ReadBack.Absent();
                }))
                .run(List.of(order(WHOLE, StoreKind.LIVE)))
                .get(0);
        assertThat(audit.events.get(0).attributes())
                .containsEntry(
                        "store00", "watching LIVE unreachable reading back failed with UnsupportedOperationException");
        assertThat(outcome).isInstanceOf(ErasureOutcome.Incomplete.class);
    }

    @Test
    void aHeldOrderIsDeferredAndNothingIsErased() {
        holds.add(LegalHold.place("case-1", WHOLE, "lawsuit", REQUESTED));
        ErasureOutcome outcome = run(live, index).run(List.of(wholeTenant())).get(0);
        assertThat(outcome).isInstanceOf(ErasureOutcome.Deferred.class);
        assertThat(((ErasureOutcome.Deferred) outcome).certificate().results())
                .containsExactly(
                        new TargetResult.Held("customers", StoreKind.LIVE, "legal hold case-1"),
                        new TargetResult.Held("search", StoreKind.REPLICA, "legal hold case-1"));
        assertThat(live.records).hasSize(3);
        assertThat(ledger.size()).isZero();
        assertThat(audit.events.get(0).outcome()).isEqualTo(Outcome.DENIED);
        assertThat(ErasureCertificate.from(audit.events.get(0)))
                .isEqualTo(((ErasureOutcome.Deferred) outcome).certificate());
    }

    @Test
    void aReleasedHoldIsNotForgottenTheNextRunErases() {
        LegalHold hold = LegalHold.place("case-1", CUSTOMER, "lawsuit", REQUESTED);
        holds.add(hold);
        run(live, index).run(List.of(wholeTenant()));
        holds.set(0, hold.released(DUE.plusSeconds(5)));
        now = DUE.plusSeconds(4);
        assertThat(run(live, index).run(List.of(wholeTenant())).get(0)).isInstanceOf(ErasureOutcome.Deferred.class);
        now = DUE.plusSeconds(5);
        assertThat(run(live, index).run(List.of(wholeTenant())).get(0)).isInstanceOf(ErasureOutcome.Erased.class);
        assertThat(live.records).containsExactly(OTHER);
    }

    @Test
    void aHoldOnOneClassLeavesTheOtherStoresToBeErased() {
        RecordClass invoice = new RecordClass("invoice");
        MemoryTarget invoices = new MemoryTarget("invoices", StoreKind.LIVE, Set.of(invoice), CUSTOMER);
        MemoryTarget profiles =
                new MemoryTarget("profiles", StoreKind.LIVE, Set.of(new RecordClass("profile")), CUSTOMER);
        holds.add(LegalHold.place("case-1", WHOLE, "lawsuit", REQUESTED).onlyFor(Set.of(invoice)));
        ErasureOutcome outcome = run(invoices, profiles)
                .run(List.of(order(WHOLE, StoreKind.LIVE)))
                .get(0);
        assertThat(outcome).isInstanceOf(ErasureOutcome.Deferred.class);
        assertThat(invoices.records).containsExactly(CUSTOMER);
        assertThat(profiles.records).isEmpty();
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void anotherTenantsHoldOrAnotherSubjectsHoldProtectsNothingHere() {
        holds.add(LegalHold.place("case-1", OTHER, "lawsuit", REQUESTED));
        holds.add(LegalHold.place("case-2", Scope.of(TENANT, new SubjectId("c-8")), "lawsuit", REQUESTED));
        assertThat(run(live).run(List.of(order(CUSTOMER, StoreKind.LIVE))).get(0))
                .isInstanceOf(ErasureOutcome.Erased.class);
    }

    @Test
    void withoutAnAnswerFromTheRegisterOfHoldsNothingIsErased() {
        ErasureRun run = ErasureRun.builder(
                        audit,
                        ledger,
                        tenant -> {
                            throw new IllegalStateException("register is down");
                        },
                        () -> now)
                .target(live)
                .build();
        assertThat(run.run(List.of(order(WHOLE, StoreKind.LIVE))).get(0)).isInstanceOf(ErasureOutcome.Deferred.class);
        assertThat(live.records).hasSize(3);
        assertThat(audit.events.get(0).attributes())
                .containsEntry("store00", "customers LIVE held the register of legal holds did not answer");
    }

    @Test
    void manyHoldsAreCountedNotListedWithoutEnd() {
        for (int i = 10; i < 510; i++) {
            holds.add(LegalHold.place("case-" + i, WHOLE, "lawsuit", REQUESTED));
        }
        run(live).run(List.of(order(WHOLE, StoreKind.LIVE)));
        assertThat(audit.events.get(0).attributes().get("store00"))
                .startsWith("customers LIVE held legal hold case-10, case-100,")
                .endsWith("and 490 more");
    }

    @Test
    void thePlanCountsWithoutErasing() {
        ErasurePlan plan = run(live, index).plan(List.of(wholeTenant()));
        assertThat(plan.asOf()).isEqualTo(DUE);
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.steps().get(0).order()).isEqualTo(wholeTenant());
        assertThat(plan.steps().get(0).stores())
                .containsExactly(
                        new TargetResult.Answered("customers", StoreKind.LIVE, new ReadBack.Present(2)),
                        new TargetResult.Answered("search", StoreKind.REPLICA, new ReadBack.Present(1)));
        assertThat(live.records).hasSize(3);
        assertThat(audit.events).isEmpty();
        assertThat(ledger.size()).isZero();
    }

    @Test
    void thePlanHoldsOnlyWhatARunWouldExecute() {
        run(live, index).run(List.of(wholeTenant()));
        assertThat(run(live, index).plan(List.of(wholeTenant())).steps()).isEmpty();
        ErasureOrder notYet = new ErasureOrder(
                "x", WHOLE, Set.of(StoreKind.LIVE), "page", REQUESTED, DUE.plusSeconds(1), DUE.plusSeconds(1));
        assertThat(run(live, index).plan(List.of(notYet)).steps()).isEmpty();
    }

    @Test
    void thePlanShowsWhatIsHeld() {
        holds.add(LegalHold.place("case-1", WHOLE, "lawsuit", REQUESTED));
        assertThat(run(live)
                        .plan(List.of(order(WHOLE, StoreKind.LIVE)))
                        .steps()
                        .get(0)
                        .stores())
                .containsExactly(new TargetResult.Held("customers", StoreKind.LIVE, "legal hold case-1"));
    }

    @Test
    void refusesOrdersThatReachAStoreNobodyCanErase() {
        ErasureRun run = run(live);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.run(List.of(order(WHOLE, StoreKind.LIVE, StoreKind.BACKUP))))
                .withMessageContaining("reaches BACKUP, for which there is no target");
        assertThat(live.records).hasSize(3);
    }

    @Test
    void aStoreDeclaredMissingNeedsNoTargetButSomeTargetThereMustBe() {
        ErasureRun run = builder().target(live).withoutStore(StoreKind.BACKUP).build();
        assertThat(run.run(List.of(order(WHOLE, StoreKind.LIVE, StoreKind.BACKUP)))
                        .get(0))
                .isInstanceOf(ErasureOutcome.Erased.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.run(List.of(order(WHOLE, StoreKind.BACKUP))))
                .withMessageContaining("reaches no target");
    }

    @Test
    void refusesRunsThatCannotBeRight() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().build()).withMessageContaining("no target");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().target(live).target(live))
                .withMessageContaining("two targets named customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().target(new MemoryTarget("Bad name", StoreKind.LIVE)))
                .withMessageContaining("name that is not accepted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().target(new MemoryTarget("a".repeat(65), StoreKind.LIVE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().target(live).withoutStore(StoreKind.LIVE).build())
                .withMessageContaining("declared missing");
    }

    @Test
    void takesFortyTargetsAndNoMore() {
        ErasureRun.Builder builder = builder();
        for (int i = 0; i < 40; i++) {
            builder.target(new MemoryTarget("t-" + i, StoreKind.LIVE, CUSTOMER));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.target(new MemoryTarget("t-40", StoreKind.LIVE)))
                .withMessageContaining("at most 40");
        ErasureOutcome.Erased erased = (ErasureOutcome.Erased)
                builder.build().run(List.of(order(CUSTOMER, StoreKind.LIVE))).get(0);
        assertThat(erased.certificate().results()).hasSize(40);
        assertThat(ErasureCertificate.from(audit.events.get(0))).isEqualTo(erased.certificate());
    }

    @Test
    void aFailingAuditLogLeavesTheOrderOpen() {
        ErasureRun run = ErasureRun.builder(
                        event -> {
                            throw new IllegalStateException("log is full");
                        },
                        ledger,
                        NO_HOLDS,
                        () -> now)
                .target(live)
                .build();
        assertThatThrownBy(() -> run.run(List.of(order(WHOLE, StoreKind.LIVE))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ledger.completedAt(order(WHOLE, StoreKind.LIVE))).isEmpty();
    }

    @Test
    void nothingIsErasedWithoutALedger() {
        ErasureRun run = run(live);
        ledger.close();
        assertThatThrownBy(() -> run.run(List.of(order(WHOLE, StoreKind.LIVE))))
                .isInstanceOf(ErasureLedgerException.class);
        assertThat(live.records).hasSize(3);
    }

    private static ErasureTarget watching(Function<ErasureOrder, ReadBack> readBack) {
        return new Fake("watching", readBack, order -> {}) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                readBack(piece.order());
                return ErasedPiece.last(0);
            }
        };
    }

    private static ErasureTarget target(String name, Consumer<ErasureOrder> erase) {
        return new Fake(name, order -> new ReadBack.Absent(), erase);
    }

    private static ErasureTarget target(String name, MemoryTarget behind, Consumer<ErasureOrder> erase) {
        return new Fake(name, behind::readBack, erase);
    }

    private static ErasureTarget logging(String name, List<String> calls) {
        return new Fake(
                name,
                order -> {
                    calls.add("read " + name);
                    return new ReadBack.Absent();
                },
                order -> calls.add("erase " + name));
    }

    /** A store that does what the test says. */
    private static class Fake implements ErasureTarget {

        private final String name;
        private final Function<ErasureOrder, ReadBack> readBack;
        private final Consumer<ErasureOrder> erase;

        Fake(String name, Function<ErasureOrder, ReadBack> readBack, Consumer<ErasureOrder> erase) {
            this.name = name;
            this.readBack = readBack;
            this.erase = erase;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public StoreKind kind() {
            return StoreKind.LIVE;
        }

        @Override
        public Set<RecordClass> recordClasses() {
            return Set.of();
        }

        @Override
        public ErasedPiece erase(ErasurePiece piece) {
            erase.accept(piece.order());
            return ErasedPiece.last(0);
        }

        @Override
        public ReadBack readBack(ErasureOrder order) {
            return readBack.apply(order);
        }
    }
}
