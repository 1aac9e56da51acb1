package dev.compliancekit.retention.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.AccountEvent;
import dev.compliancekit.retention.AccountEvent.Kind;
import dev.compliancekit.retention.AccountLifecycle;
import dev.compliancekit.retention.AccountPolicy;
import dev.compliancekit.retention.AccountPromise;
import dev.compliancekit.retention.AccountPromise.StartsFrom;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.ReadBack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of requests and a run each quarter of an hour on a simulated clock, over stores that fail, hang, answer late
 * and lie. 1,000 subjects, or as many as the system property {@code erasure.simulation.subjects} says.
 */
class ErasureSimulationTest {

    private static final int SUBJECTS = Integer.getInteger("erasure.simulation.subjects", 1_000);
    private static final long SEED = Long.getLong("erasure.simulation.seed", 20260301);
    private static final TenantId TENANT = new TenantId("store-1");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final Set<StoreKind> ALL = Set.of(StoreKind.LIVE, StoreKind.REPLICA, StoreKind.BACKUP);
    private static final Kind[] KINDS = {Kind.OWNER_DELETION, Kind.ERASURE_REQUEST, Kind.DESTRUCTION_REQUEST};
    private static final AccountLifecycle PAGE = AccountLifecycle.of(List.of(new AccountPolicy(
            "page",
            "1",
            Instant.EPOCH,
            DeadlineRules.in(ZoneOffset.UTC),
            List.of(
                    promise("live-48-hours", Kind.OWNER_DELETION, Set.of(StoreKind.LIVE), "PT48H", 47),
                    promise("backups-7-days", Kind.OWNER_DELETION, Set.of(StoreKind.BACKUP), "P7D", 120),
                    promise("all-30-days", Kind.ERASURE_REQUEST, ALL, "P30D", 200),
                    AccountPromise.atOnce("at-once", Kind.DESTRUCTION_REQUEST, ALL, Duration.ofHours(24))))));

    private final Random random = new Random(SEED);
    private final RecordingSink audit = new RecordingSink();
    private Instant now = START;

    @TempDir
    private Path folder;

    private static AccountPromise promise(
            String id, Kind trigger, Set<StoreKind> stores, String limit, long leadHours) {
        return AccountPromise.within(id, trigger, stores, TimeLimit.parse(limit), StartsFrom.EVENT)
                .withLead(Duration.ofHours(leadHours));
    }

    /** Runs on the caller's thread; a call in which the clock went further than its limit did not come back in time. */
    private final class SimulatedExecutor extends AbstractExecutorService {

        @Override
        public <T> Future<T> submit(Callable<T> call) {
            Instant before = now;
            CompletableFuture<T> answer = new CompletableFuture<>();
            try {
                T value = call.call();
                if (!now.isAfter(before.plus(TIME_LIMIT))) {
                    answer.complete(value);
                }
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
            return new Timeless<>(answer);
        }

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    /** Nobody waits for real time: what is not there times out at once. */
    private record Timeless<T>(CompletableFuture<T> answer) implements Future<T> {

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return answer.cancel(mayInterrupt);
        }

        @Override
        public boolean isCancelled() {
            return answer.isCancelled();
        }

        @Override
        public boolean isDone() {
            return answer.isDone();
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            return answer.get();
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            return answer.get(0, unit);
        }
    }

    /** One subject has three records; now and then it misbehaves, in one of four ways. */
    private final class Moody implements ErasureTarget {

        private final String name;
        private final StoreKind kind;
        private final Map<Scope, Integer> records = new HashMap<>();
        private final Set<Scope> lied = new HashSet<>();
        private final Map<Scope, Instant> allowedFrom;
        private int early;

        Moody(String name, StoreKind kind, Map<Scope, Instant> allowedFrom) {
            this.name = name;
            this.kind = kind;
            this.allowedFrom = allowedFrom;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public StoreKind kind() {
            return kind;
        }

        @Override
        public Set<RecordClass> recordClasses() {
            return Set.of();
        }

        private void mood() {
            int mood = random.nextInt(200);
            if (mood < 8) {
                throw new IllegalStateException("down");
            }
            if (mood == 8) {
                now = now.plus(TIME_LIMIT).plusSeconds(1); // hangs, or answers late
            }
        }

        @Override
        public ErasedPiece erase(ErasurePiece piece) {
            mood();
            Scope scope = piece.order().scope();
            int there = records.getOrDefault(scope, 0);
            if (there == 0 || random.nextInt(12) == 0) {
                return ErasedPiece.last(0); // says that it is done
            }
            piece.holds().requireUnheld();
            if (now.isBefore(allowedFrom.getOrDefault(scope, Instant.MAX))) {
                early++;
            }
            int gone = Math.min(there, piece.maxRecords());
            records.put(scope, there - gone);
            mood(); // the piece is done, and the caller does not hear of it
            return gone < there ? ErasedPiece.withMoreLeft(gone) : ErasedPiece.last(gone);
        }

        @Override
        public ReadBack readBack(ErasureOrder order) {
            mood();
            int there = records.getOrDefault(order.scope(), 0);
            if (there > 0 && random.nextInt(4) == 0 && lied.add(order.scope())) {
                return new ReadBack.Absent(); // a lie, and the truth when asked again
            }
            return there == 0 ? new ReadBack.Absent() : new ReadBack.Present(there);
        }
    }

    @Test
    void everyDeadlineIsMetNothingIsEarlyAndNoAbsenceIsFalse() {
        List<AccountEvent> requests = new ArrayList<>();
        Map<Scope, Instant> allowedFrom = new HashMap<>();
        List<Obligation> obligations = new ArrayList<>();
        for (int i = 0; i < SUBJECTS; i++) {
            Scope scope = Scope.of(TENANT, new SubjectId("s-" + i));
            Instant at = START.plusSeconds(random.nextInt(30 * 86_400));
            AccountEvent request = new AccountEvent(KINDS[i % KINDS.length], scope, at);
            requests.add(request);
            List<Obligation> duties = PAGE.standingOf(List.of(request), at).obligations();
            obligations.addAll(duties);
            allowedFrom.put(
                    scope,
                    duties.stream()
                            .map(Obligation::deleteFrom)
                            .min(Instant::compareTo)
                            .orElseThrow());
        }
        List<Moody> stores = List.of(
                new Moody("rows", StoreKind.LIVE, allowedFrom),
                new Moody("search", StoreKind.REPLICA, allowedFrom),
                new Moody("copies", StoreKind.BACKUP, allowedFrom));
        stores.forEach(store -> requests.forEach(request -> store.records.put(request.scope(), 3)));
        List<ErasureCertificate> certificates = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Set<String> mustAlarm = new HashSet<>();
        ErasureDeadlineControl control = ErasureDeadlineControl.of(
                "at-once",
                asOf -> obligations.stream()
                        .filter(obligation -> !done.contains(obligation.id())
                                && !obligation.event().at().isAfter(asOf))
                        .toList(),
                asOf -> List.of(),
                asOf -> List.of());
        ErasureAlarm alarm = ErasureAlarm.of(control, audit, Actor.service("watch"));
        try (ErasureLedger ledger =
                ErasureLedger.create(folder.resolve("ledger"), new SecretKeySpec(new byte[32], "HmacSHA256"))) {
            ErasureRunBuilder builder = ErasureRun.builder(audit, ledger, tenant -> List.of(), () -> now)
                    .timeLimit(TIME_LIMIT, new SimulatedExecutor())
                    .pieceRecords(2);
            stores.forEach(builder::target);
            ErasureRun run = builder.build();
            while (now.isBefore(START.plus(Duration.ofDays(65))) && done.size() < obligations.size()) {
                Instant started = now;
                boolean outage = started.isAfter(START.plus(Duration.ofHours(30)))
                        && started.isBefore(START.plus(Duration.ofMinutes(2_970)));
                if (!outage) {
                    List<ErasureOrder> due = obligations.stream()
                            .filter(obligation -> !done.contains(obligation.id())
                                    && !obligation.deleteFrom().isAfter(started)
                                    && !obligation.event().at().isAfter(started))
                            .map(ErasureOrder::of)
                            .toList();
                    for (ErasureOutcome outcome : run.run(due)) {
                        if (outcome instanceof ErasureOutcome.Erased erased) {
                            done.add(outcome.order().id());
                            certificates.add(erased.certificate());
                            assertThat(stores.stream()
                                            .filter(store ->
                                                    outcome.order().stores().contains(store.kind()))
                                            .mapToInt(store -> store.records.getOrDefault(
                                                    outcome.order().scope(), 0))
                                            .sum())
                                    .as("records left of %s, called absent, seed %s", outcome.order(), SEED)
                                    .isZero();
                        }
                    }
                }
                obligations.stream()
                        .filter(obligation -> obligation.promise().equals("at-once")
                                && !done.contains(obligation.id())
                                && !obligation.event().at().isAfter(now)
                                && obligation.usedShare(now) >= 0.8)
                        .forEach(obligation -> mustAlarm.add(obligation.id()));
                alarm.look(now);
                now = now.plus(Duration.ofMinutes(15));
            }
        }
        assertThat(done).as("seed %s", SEED).hasSize(obligations.size());
        assertThat(certificates)
                .allSatisfy(certificate -> assertThat(certificate.isInTime())
                        .as("in time: %s, seed %s", certificate, SEED)
                        .isTrue());
        assertThat(stores).allSatisfy(store -> assertThat(store.early).isZero());
        List<String> alarms = audit.events.stream()
                .filter(event -> event.action().equals(new Action("erasure-at-risk")))
                .map(event -> event.attributes().get(AuditEvent.EVENT_ID))
                .toList();
        assertThat(alarms).doesNotHaveDuplicates().hasSameSizeAs(mustAlarm);
        assertThat(mustAlarm).as("the outage brought some near their deadline").isNotEmpty();
        assertThat(audit.events.stream().filter(event -> event.outcome() == Outcome.FAILURE))
                .as("stores failed on the way")
                .isNotEmpty();
    }
}
