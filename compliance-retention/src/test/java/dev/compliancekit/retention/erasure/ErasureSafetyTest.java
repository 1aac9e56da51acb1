package dev.compliancekit.retention.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.Custodian;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a run from erasing too much, too early or for ever. */
class ErasureSafetyTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Actor ANN = Actor.staff("ann");
    private static final Actor BEN = Actor.staff("ben");

    @TempDir
    private Path folder;

    private final RecordingSink audit = new RecordingSink();
    private final List<LegalHold> holds = new ArrayList<>();
    private final Store store = new Store("customers");
    private Instant now = NOW;
    private ErasureLedger ledger;

    @BeforeEach
    void fill() {
        ledger = ErasureLedger.create(folder.resolve("ledger"), new SecretKeySpec(new byte[32], "HmacSHA256"));
        for (int i = 0; i < 100; i++) {
            store.put(subject(i), 1);
        }
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Scope subject(int i) {
        return Scope.of(ACME, new SubjectId("s-" + i));
    }

    private static ErasureOrder order(int i) {
        return new ErasureOrder("order-" + i, subject(i), Set.of(StoreKind.LIVE), "page 1: asked", NOW, NOW, NOW);
    }

    private static List<ErasureOrder> orders(int count) {
        List<ErasureOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(order(i));
        }
        return orders;
    }

    private ErasureRunBuilder builder() {
        return ErasureRun.builder(audit, ledger, tenant -> List.copyOf(holds), () -> now)
                .target(store);
    }

    private static void assertStopped(List<ErasureOutcome> outcomes, ErasureStop.Cause cause) {
        assertThat(outcomes).isNotEmpty().allSatisfy(outcome -> {
            assertThat(outcome).isInstanceOf(ErasureOutcome.Stopped.class);
            assertThat(((ErasureOutcome.Stopped) outcome).stop().cause()).isEqualTo(cause);
        });
    }

    private void assertNothingErased() {
        assertThat(store.records).hasSize(100);
        assertThat(ledger.size()).isZero();
        assertThat(audit.events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.action()).isEqualTo(new Action("erasure-stopped"));
            assertThat(event.outcome()).isEqualTo(Outcome.DENIED);
        });
    }

    @Test
    void atTheLimitARunGoesOnAndOneRecordMoreStopsIt() {
        assertStopped(
                builder().limits(ErasureLimits.of(9, 1)).build().run(orders(10)), ErasureStop.Cause.NEEDS_APPROVAL);
        assertNothingErased();

        assertThat(builder().limits(ErasureLimits.of(10, 1)).build().run(orders(10)))
                .hasSize(10)
                .hasOnlyElementsOfType(ErasureOutcome.Erased.class);
    }

    @Test
    void theShareIsThatOfWhatTheStoreHolds() {
        assertStopped(
                builder().limits(ErasureLimits.of(1_000, 0.09)).build().run(orders(10)),
                ErasureStop.Cause.NEEDS_APPROVAL);
        assertNothingErased();

        assertThat(builder().limits(ErasureLimits.of(1_000, 0.1)).build().run(orders(10)))
                .hasOnlyElementsOfType(ErasureOutcome.Erased.class);
    }

    @Test
    void aStoreThatDoesNotSayHowMuchItHoldsIsAboveEveryShare() {
        store.holdings = new ReadBack.Unverified("not counted");

        assertStopped(
                builder().limits(ErasureLimits.of(1_000, 0.99)).build().run(orders(1)),
                ErasureStop.Cause.NEEDS_APPROVAL);
    }

    @Test
    void aSecondPersonsApprovalOfThisPlanLetsItThrough() {
        ErasureRun run = builder()
                .limits(ErasureLimits.of(5, 1))
                .policyVersion("2026-01")
                .build();
        String token = run.plan(orders(10)).token();
        now = NOW.plusSeconds(60);

        List<ErasureOutcome> outcomes = run.run(orders(10), new ErasureApproval(token, ANN, BEN, NOW));

        assertThat(outcomes).hasSize(10).hasOnlyElementsOfType(ErasureOutcome.Erased.class);
        assertThat(audit.events.get(0).actor()).isEqualTo(BEN);
        assertThat(audit.events.get(0).action()).isEqualTo(new Action("erasure-approved"));
        assertThat(audit.events.get(0).attributes())
                .containsEntry("plan", token)
                .containsEntry("requestedBy", "staff:ann");
    }

    @Test
    void anApprovalIsRefusedWhenAnythingChanged() {
        ErasureRun run = builder()
                .limits(ErasureLimits.of(5, 1))
                .policyVersion("2026-01")
                .build();
        ErasureApproval approval = new ErasureApproval(run.plan(orders(10)).token(), ANN, BEN, NOW);

        assertStopped(run.run(orders(11), approval), ErasureStop.Cause.APPROVAL_REFUSED);
        ErasureRun otherPolicy = builder()
                .limits(ErasureLimits.of(5, 1))
                .policyVersion("2026-02")
                .build();
        assertStopped(otherPolicy.run(orders(10), approval), ErasureStop.Cause.APPROVAL_REFUSED);
        holds.add(LegalHold.place("case-1", subject(3), "a dispute", NOW));
        assertStopped(run.run(orders(10), approval), ErasureStop.Cause.APPROVAL_REFUSED);
        holds.clear();
        store.put(subject(3), 1);
        assertStopped(run.run(orders(10), approval), ErasureStop.Cause.APPROVAL_REFUSED);
        assertThat(store.records).hasSize(101);
    }

    @Test
    void anApprovalGrowsOldAndIsNeverOfTheFutureOrOfTheRunItself() {
        ErasureRun run = builder().limits(ErasureLimits.of(5, 1)).actor(ANN).build();
        String token = run.plan(orders(10)).token();

        assertStopped(
                run.run(orders(10), new ErasureApproval(token, BEN, Actor.staff("cy"), NOW.plusNanos(1))),
                ErasureStop.Cause.APPROVAL_REFUSED);
        assertStopped(
                run.run(orders(10), new ErasureApproval(token, BEN, ANN, NOW)), ErasureStop.Cause.APPROVAL_REFUSED);
        now = NOW.plus(Duration.ofDays(1)).plusNanos(1);
        assertStopped(
                run.run(orders(10), new ErasureApproval(token, ANN, BEN, NOW)), ErasureStop.Cause.APPROVAL_REFUSED);
        now = NOW.plus(Duration.ofDays(1));
        assertThat(run.run(orders(10), new ErasureApproval(token, ANN, BEN, NOW)))
                .hasOnlyElementsOfType(ErasureOutcome.Erased.class);
    }

    @Test
    void whoAskedNeverApproves() {
        String token = builder().build().plan(orders(1)).token();
        assertThatIllegalArgumentException().isThrownBy(() -> new ErasureApproval(token, ANN, ANN, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErasureApproval(token, ANN, Actor.service("job"), NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErasureApproval("yes", ANN, BEN, NOW));
    }

    @Test
    void anOrderThatWouldDeleteEverythingIsRefusedByNameEvenWhenApproved() {
        ErasureOrder all =
                new ErasureOrder("order-all", Scope.of(ACME), Set.of(StoreKind.LIVE), "page 1: all", NOW, NOW, NOW);
        ErasureRun run = builder().limits(ErasureLimits.of(5, 1)).build();
        String token = run.plan(List.of(all)).token();

        List<ErasureOutcome> outcomes = run.run(List.of(all), new ErasureApproval(token, ANN, BEN, NOW));

        assertStopped(outcomes, ErasureStop.Cause.WOULD_DELETE_EVERYTHING);
        assertThat(((ErasureOutcome.Stopped) outcomes.get(0)).stop().sentence())
                .contains("order-all", "everything in customers");
        assertNothingErased();
        assertThat(builder().mayEmpty("customers").build().run(List.of(all)))
                .hasOnlyElementsOfType(ErasureOutcome.Erased.class);
    }

    @Test
    void whatWasBegunWithinTheLimitsGoesOnWithoutAsking() {
        ErasureRun bounded = builder()
                .limits(ErasureLimits.of(5, 1))
                .budget(new ErasureBudget(3, Duration.ofHours(1)))
                .build();
        ErasureApproval approval = new ErasureApproval(bounded.plan(orders(10)).token(), ANN, BEN, NOW);

        assertThat(bounded.run(orders(10), approval))
                .extracting(outcome -> (Object) outcome.getClass())
                .containsExactly(
                        ErasureOutcome.Erased.class,
                        ErasureOutcome.Erased.class,
                        ErasureOutcome.Erased.class,
                        ErasureOutcome.Paused.class,
                        ErasureOutcome.Paused.class,
                        ErasureOutcome.Paused.class,
                        ErasureOutcome.Paused.class,
                        ErasureOutcome.Paused.class,
                        ErasureOutcome.Paused.class,
                        ErasureOutcome.Paused.class);
        assertThat(store.records).hasSize(97);
        for (int i = 0; i < 3; i++) {
            bounded.run(orders(10));
        }
        assertThat(store.records).hasSize(90);
    }

    @Test
    void moreThanWasPlannedEndsTheRun() {
        ErasureRun run = builder().limits(ErasureLimits.of(10, 1)).build();
        store.onErase = piece -> {
            store.onErase = unused -> {};
            store.put(subject(0), 50);
        };

        assertThat(run.run(List.of(order(0)))).hasOnlyElementsOfType(ErasureOutcome.Paused.class);

        assertThat(store.records).as("11 found, 10 allowed").hasSize(139);
    }

    @Test
    void theTimeOfARunEndsByItsClock() {
        ErasureRun run = builder()
                .budget(new ErasureBudget(1_000, Duration.ofMinutes(10)))
                .build();
        store.onErase = piece -> now = now.plus(Duration.ofMinutes(4));

        List<ErasureOutcome> outcomes = run.run(orders(10));

        assertThat(outcomes.stream().filter(ErasureOutcome.Erased.class::isInstance))
                .hasSize(3);
        assertThat(outcomes.stream().filter(ErasureOutcome.Paused.class::isInstance))
                .hasSize(7);
    }

    @Test
    void aClockTenYearsAheadErasesNothing() {
        Path file = folder.resolve("last-run");
        Duration week = Duration.ofDays(7);
        builder().clockGuard(ClockGuard.open(file, week)).build().run(List.of(order(99)));
        audit.events.clear();
        long lines = ledger.size();
        now = NOW.atZone(ZoneOffset.UTC).plus(Period.ofYears(10)).toInstant();

        ErasureRun restarted = builder().clockGuard(ClockGuard.open(file, week)).build();
        assertStopped(restarted.run(orders(10)), ErasureStop.Cause.CLOCK_JUMPED);
        assertStopped(restarted.run(orders(10)), ErasureStop.Cause.CLOCK_JUMPED);

        assertThat(store.records).hasSize(99);
        assertThat(ledger.size()).isEqualTo(lines);
        assertThat(audit.events).hasSize(2);

        ClockGuard guard = ClockGuard.open(file, week);
        guard.confirm(now, ANN, audit, ACME);
        assertThat(builder().clockGuard(guard).build().run(orders(10)))
                .hasOnlyElementsOfType(ErasureOutcome.Erased.class);
    }

    @Test
    void aClockIsBelievedUpToTheLimitAndNotBehindTheLastRun() {
        Path file = folder.resolve("last-run");
        Duration week = Duration.ofDays(7);
        ClockGuard guard = ClockGuard.open(file, week);
        assertThat(guard.doubtOf(NOW)).isEmpty();
        guard.passed(NOW);

        ClockGuard opened = ClockGuard.open(file, week);
        assertThat(opened.doubtOf(NOW.plus(week))).isEmpty();
        assertThat(opened.doubtOf(NOW.plus(week).plusNanos(1))).isPresent();
        assertThat(opened.doubtOf(NOW.minusSeconds(60))).isEmpty();
        assertThat(opened.doubtOf(NOW.minusSeconds(60).minusNanos(1))).isPresent();
        opened.passed(NOW.minusSeconds(30));
        assertThat(ClockGuard.open(file, week).doubtOf(NOW.plus(week))).isEmpty();
    }

    @Test
    void aClockThatJumpsInsideARunEndsIt() {
        ErasureRun run = builder()
                .clockGuard(ClockGuard.open(folder.resolve("last-run"), Duration.ofDays(7)))
                .build();
        store.onErase = piece -> now = NOW.plus(Duration.ofDays(3650));

        List<ErasureOutcome> outcomes = run.run(orders(3));

        assertThat(outcomes.subList(1, 3)).hasOnlyElementsOfType(ErasureOutcome.Paused.class);
        assertThat(store.records).hasSize(99);
    }

    @Test
    void aHoldThatIsPlacedWhileTheErasureRunsStopsItBetweenPieces() {
        store.put(subject(0), 9);
        ErasureRun run = builder().pieceRecords(3).build();
        store.onErase = piece -> {
            if (store.records.size() < 109) {
                holds.add(LegalHold.place("case-1", subject(0), "a dispute", now));
            }
        };

        ErasureOutcome outcome = run.run(List.of(order(0))).get(0);

        assertThat(outcome).isInstanceOf(ErasureOutcome.Deferred.class);
        assertThat(store.records).hasSize(106);
        holds.set(0, holds.get(0).released(now));
        store.onErase = piece -> {};
        assertThat(run.run(List.of(order(0))).get(0)).isInstanceOf(ErasureOutcome.Erased.class);
        assertThat(store.records).hasSize(99);
    }

    @Test
    void aHoldOnACustodianProtectsWhatTheyKeepOnly() {
        store.custodians = Set.of(new Custodian("sales"));
        holds.add(LegalHold.place("case-1", subject(0), "a dispute", NOW).onlyKeptBy(Set.of(new Custodian("billing"))));
        assertThat(builder().build().run(List.of(order(0))).get(0)).isInstanceOf(ErasureOutcome.Erased.class);
        holds.add(LegalHold.place("case-2", subject(1), "a dispute", NOW).onlyKeptBy(Set.of(new Custodian("sales"))));
        assertThat(builder().build().run(List.of(order(1))).get(0)).isInstanceOf(ErasureOutcome.Deferred.class);
        store.custodians = Set.of();
        holds.remove(1);
        holds.add(LegalHold.place("case-3", subject(2), "a dispute", NOW).onlyKeptBy(Set.of(new Custodian("billing"))));
        assertThat(builder().build().run(List.of(order(2))).get(0)).isInstanceOf(ErasureOutcome.Deferred.class);
    }

    @Test
    void aDeferralHasAnOwnerAndANextLookAndIsNotForgotten() {
        LegalHold hold = LegalHold.place("case-1", subject(0), "a dispute", NOW).withDelay(Duration.ofHours(5));
        holds.add(hold);
        ErasureRun run = builder().deferrals(BEN, Duration.ofDays(2)).build();
        run.run(orders(2));
        List<ErasureCertificate> known =
                audit.events.stream().map(ErasureCertificate::from).toList();

        ErasureBacklog backlog = ErasureBacklog.of(known);

        assertThat(backlog.orders()).containsExactly(order(0));
        Deferral deferral = backlog.deferrals().get(0);
        assertThat(deferral.owner()).isEqualTo(BEN);
        assertThat(deferral.nextLook()).isEqualTo(NOW.plus(Duration.ofDays(2)));
        assertThat(backlog.overlooked(deferral.nextLook())).isEmpty();
        assertThat(backlog.overlooked(deferral.nextLook().plusNanos(1))).containsExactly(deferral);

        holds.set(0, hold.released(NOW));
        now = NOW.plus(Duration.ofHours(4));
        run.run(backlog.orders());
        assertThat(ErasureCertificate.from(audit.events.get(2)).results().get(0))
                .isInstanceOfSatisfying(
                        TargetResult.Held.class,
                        held -> assertThat(held.nextLook())
                                .as("the delay after the release ends first")
                                .isEqualTo(NOW.plus(Duration.ofHours(5))));
        now = NOW.plus(Duration.ofHours(5));
        assertThat(run.run(backlog.orders())).hasOnlyElementsOfType(ErasureOutcome.Erased.class);
        assertThat(ErasureBacklog.of(audit.events.stream()
                                .map(ErasureCertificate::from)
                                .toList())
                        .orders())
                .isEmpty();
    }

    @Test
    void targetsAreErasedInTheirOrderAndCirclesAreRefused() {
        List<String> calls = new ArrayList<>();
        Store keys = new Store("keys");
        keys.after = Set.of("customers", "search", "not-in-this-run");
        Store search = new Store("search");
        search.after = Set.of("customers");
        for (Store one : List.of(keys, search, store)) {
            one.put(subject(200), 1);
            one.onErase = piece -> calls.add(one.name);
        }
        ErasureRun.builder(audit, ledger, tenant -> List.of(), () -> now)
                .target(keys)
                .target(search)
                .target(store)
                .mayEmpty("keys")
                .mayEmpty("search")
                .build()
                .run(List.of(order(200)));
        assertThat(calls).containsExactly("customers", "search", "keys");

        store.after = Set.of("keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().target(keys).target(search).build())
                .withMessageContaining("in a circle");
    }

    @Test
    void aMarkIsNoErasureUntilItsEnd() {
        Instant goneBy = NOW.plus(Duration.ofDays(30));
        store.mark = new ReadBack.Marked(1, goneBy);

        ErasureOutcome first = builder().build().run(List.of(order(0))).get(0);

        assertThat(first).isInstanceOf(ErasureOutcome.Incomplete.class);
        ErasureCertificate certificate = ((ErasureOutcome.Incomplete) first).certificate();
        assertThat(certificate.isComplete()).isFalse();
        assertThat(certificate.isStillPresent()).isFalse();
        assertThat(ErasureCertificate.from(audit.events.get(0))).isEqualTo(certificate);
        now = goneBy;
        ErasureOutcome.Incomplete past = (ErasureOutcome.Incomplete)
                builder().build().run(List.of(order(0))).get(0);
        assertThat(past.certificate().isStillPresent())
                .as("a mark past its end is present")
                .isTrue();
        store.mark = null;
        assertThat(builder().build().run(List.of(order(0))).get(0)).isInstanceOf(ErasureOutcome.Erased.class);
    }

    @Test
    void aStoreThatHangsIsUnreachableAndErasesNothingAfterItWasGivenUp() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        store.beforeHolds = piece -> {
            boolean waiting = true;
            while (waiting) {
                try {
                    released.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // a store that does not listen
                }
            }
        };
        store.atEnd = ended::countDown;
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            ErasureOutcome outcome = builder()
                    .timeLimit(Duration.ofSeconds(2), executor)
                    .build()
                    .run(List.of(order(0)))
                    .get(0);
            assertThat(outcome).isInstanceOf(ErasureOutcome.Incomplete.class);
            released.countDown();
            ended.await();
            assertThat(store.records).hasSize(100);
        } finally {
            released.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void anOrderOfAnothersIdIsRefused() {
        ErasureRun run = builder().build();
        run.run(List.of(order(0)));
        ErasureOrder other =
                new ErasureOrder("order-1", subject(1), Set.of(StoreKind.LIVE), "page 1: asked", NOW, NOW, NOW);
        holds.add(LegalHold.place("case-1", subject(1), "a dispute", NOW));
        store.after = Set.of();
        run.run(List.of(other));
        ledger.begin(other, NOW);
        ErasureOrder impostor =
                new ErasureOrder("order-1", subject(5), Set.of(StoreKind.LIVE), "page 1: asked", NOW, NOW, NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.run(List.of(impostor)))
                .withMessageContaining("about other data");
    }

    /** A store of scopes with everything that a test may turn. */
    private static final class Store implements ErasureTarget {

        final List<Scope> records = new ArrayList<>();
        final String name;
        Set<String> after = Set.of();
        Set<Custodian> custodians = Set.of();

        @Nullable
        ReadBack holdings;

        @Nullable
        ReadBack mark;

        Consumer<ErasurePiece> onErase = piece -> {};
        Consumer<ErasurePiece> beforeHolds = piece -> {};
        Runnable atEnd = () -> {};

        Store(String name) {
            this.name = name;
        }

        void put(Scope scope, int times) {
            for (int i = 0; i < times; i++) {
                records.add(scope);
            }
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
        public Set<Custodian> custodians() {
            return custodians;
        }

        @Override
        public Set<String> after() {
            return after;
        }

        @Override
        public ErasedPiece erase(ErasurePiece piece) {
            try {
                onErase.accept(piece);
                List<Scope> chosen = records.stream()
                        .filter(piece.order().scope()::covers)
                        .limit(piece.maxRecords())
                        .toList();
                if (chosen.isEmpty()) {
                    return ErasedPiece.last(0);
                }
                beforeHolds.accept(piece);
                piece.holds().requireUnheld();
                chosen.forEach(records::remove);
                return records.stream().anyMatch(piece.order().scope()::covers)
                        ? ErasedPiece.withMoreLeft(chosen.size())
                        : ErasedPiece.last(chosen.size());
            } finally {
                atEnd.run();
            }
        }

        @Override
        public ReadBack readBack(ErasureOrder order) {
            long left = records.stream().filter(order.scope()::covers).count();
            return mark != null ? mark : left == 0 ? new ReadBack.Absent() : new ReadBack.Present(left);
        }

        @Override
        public ReadBack holdings() {
            return holdings != null ? holdings : new ReadBack.Present(Math.max(1, records.size()));
        }
    }
}
