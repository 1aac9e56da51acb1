package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SubmitTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path temp;

    private TestLog logs;
    private ScheduledThreadPoolExecutor executor;
    private final CountDownLatch busy = new CountDownLatch(1);

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
        executor = new ScheduledThreadPoolExecutor(1);
        executor.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        busy.countDown();
        executor.shutdownNow();
    }

    private AuditLog open(Duration checkpointWithin) {
        return logs.builder(logs.directory())
                .executor(executor, checkpointWithin)
                .open();
    }

    /** Nothing is done until {@link #busy} is counted down. */
    private void keepBusy() {
        executor.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static AuditReceipt await(PendingAppend pending, Acknowledgement level) throws Exception {
        return pending.reaching(level).get(30, TimeUnit.SECONDS);
    }

    @Test
    void aSubmittedEventBecomesDurableAndIsCheckpointedInTime() throws Exception {
        try (AuditLog log = open(Duration.ofMillis(1))) {
            List<PendingAppend> pending = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                pending.add(log.submit(TestLog.event(ACME, i)));
            }
            for (int i = 0; i < pending.size(); i++) {
                AuditReceipt receipt = await(pending.get(i), Acknowledgement.DURABLE);
                assertThat(receipt.index()).isEqualTo(i);
                assertThat(receipt.tenantSequence()).isEqualTo(i);
                assertThat(await(pending.get(i), Acknowledgement.CHECKPOINTED)).isEqualTo(receipt);
            }
            assertThat(log.published().unverified().treeSize()).isEqualTo(1000);
        }
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                .isEmpty();
    }

    @Test
    void anAppendedEventIsCheckpointedInTimeToo() throws Exception {
        try (AuditLog log = open(Duration.ofMillis(1))) {
            log.append(TestLog.event(ACME, 0));
            PendingAppend repeated = log.submit(TestLog.event(ACME, 1));
            await(repeated, Acknowledgement.CHECKPOINTED);
            assertThat(log.published().unverified().treeSize()).isEqualTo(2);
        }
    }

    @Test
    void closingAppendsWhatIsWaiting() throws Exception {
        keepBusy();
        PendingAppend pending;
        try (AuditLog log = open(NEVER)) {
            pending = log.submit(TestLog.event(ACME, 0));
            assertThat(pending.reaching(Acknowledgement.DURABLE)).isNotDone();
        }
        assertThat(await(pending, Acknowledgement.DURABLE).index()).isZero();
        assertThat(await(pending, Acknowledgement.CHECKPOINTED).index()).isZero();
        assertThat(executor.getQueue()).hasSizeLessThanOrEqualTo(1); // no checkpoint is waited for
    }

    @Test
    void whatDependsOnAnEventMayAppend() throws Exception {
        try (AuditLog log = open(NEVER)) {
            CompletableFuture<AuditReceipt> second = log.submit(TestLog.event(ACME, 0))
                    .reaching(Acknowledgement.DURABLE)
                    .thenApply(receipt -> log.append(TestLog.event(ACME, 1)));
            assertThat(second.get(30, TimeUnit.SECONDS).index()).isEqualTo(1);
            CompletableFuture<Long> size = log.submit(TestLog.event(ACME, 2))
                    .reaching(Acknowledgement.DURABLE)
                    .thenApply(receipt -> log.checkpoint().unverified().treeSize());
            assertThat(size.get(30, TimeUnit.SECONDS)).isEqualTo(3);
        }
    }

    @Test
    void aFullQueueRefusesSomeActionsAndHoldsUpTheOthers() throws Exception {
        keepBusy();
        try (AuditLog log = logs.builder(logs.directory())
                .executor(executor, NEVER)
                .queue(3, action -> action.equals(Action.EXPORT) ? WhenFull.FAIL_CLOSED : WhenFull.BLOCK)
                .open()) {
            for (int i = 0; i < 3; i++) {
                log.submit(TestLog.event(ACME, i));
            }
            AuditEvent export = AuditEvent.builder(
                            ACME, Actor.staff("eve"), Action.EXPORT, Outcome.SUCCESS, TestLog.START)
                    .attribute("format", "jsonl")
                    .target("account/acme")
                    .build();
            assertThatThrownBy(() -> log.submit(export))
                    .isInstanceOf(AuditQueueFullException.class)
                    .hasMessage("the queue of the log has no room, 3 events wait; the event is not appended");
            assertThatThrownBy(() -> log.appendAll(List.of(TestLog.event(ACME, 4), export)))
                    .isInstanceOf(AuditQueueFullException.class);
            CompletableFuture<AuditReceipt> heldUp =
                    CompletableFuture.supplyAsync(() -> log.append(TestLog.event(ACME, 5)));
            assertThat(heldUp).isNotDone();
            busy.countDown();
            assertThat(heldUp.get(30, TimeUnit.SECONDS).index()).isEqualTo(3);
            assertThat(log.append(export).index()).isEqualTo(4);
        }
    }

    @Test
    void moreEventsThanTheQueueHoldsAreAppendedInParts() {
        try (AuditLog log = logs.builder(logs.directory())
                .queue(7, action -> WhenFull.FAIL_CLOSED)
                .open()) {
            assertThat(log.appendAll(TestLog.events(ACME, 100))).hasSize(100);
        }
    }

    @Test
    void anExecutorThatIsShutDownLosesNothing() throws Exception {
        try (AuditLog log = open(NEVER)) {
            executor.shutdown();
            PendingAppend pending = log.submit(TestLog.event(ACME, 0));
            assertThat(await(pending, Acknowledgement.DURABLE).index()).isZero();
        }
    }

    @Test
    void anIdOfAnotherEventAndAClosedLogAreTold() throws Exception {
        AuditLog log = open(NEVER);
        AuditEvent first = AuditEvent.builder(ACME, Actor.staff("eve"), Action.EXPORT, Outcome.SUCCESS, TestLog.START)
                .attribute("format", "jsonl")
                .target("a")
                .attribute(AuditEvent.EVENT_ID, "e-1")
                .build();
        log.append(first);
        AuditEvent other = AuditEvent.builder(ACME, Actor.staff("eve"), Action.EXPORT, Outcome.SUCCESS, TestLog.START)
                .attribute("format", "jsonl")
                .target("b")
                .attribute(AuditEvent.EVENT_ID, "e-1")
                .build();
        assertThatThrownBy(() -> await(log.submit(other), Acknowledgement.DURABLE))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(await(log.submit(first), Acknowledgement.DURABLE).index()).isZero();
        log.close();
        assertThatThrownBy(() -> await(log.submit(first), Acknowledgement.DURABLE))
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutAnExecutorThereIsNoSubmit() {
        try (AuditLog log = logs.open()) {
            assertThatThrownBy(() -> log.submit(TestLog.event(ACME, 0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the log has no executor; give one to its builder, or use append, which waits");
        }
        assertThatThrownBy(() -> logs.builder(logs.directory()).executor(executor, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("checkpointWithin is PT0S; accepted are 1 millisecond to 1 day");
    }

    @Test
    void enqueuedIsNoLevelToWaitFor() {
        try (AuditLog log = open(NEVER)) {
            PendingAppend pending = log.submit(TestLog.event(ACME, 0));
            assertThatThrownBy(() -> pending.reaching(Acknowledgement.ENQUEUED))
                    .isInstanceOf(IllegalArgumentException.class);
            pending.reaching(Acknowledgement.DURABLE).cancel(true); // a copy: no one else is told
            assertThat(pending.reaching(Acknowledgement.DURABLE)).isNotCancelled();
        }
    }
}
