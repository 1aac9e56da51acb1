package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every thread that appends is interrupted every 5 milliseconds, wherever it is; longer with
 * {@code -Dinterrupts=20000}.
 */
@Timeout(600)
class InterruptTest {

    private static final int THREADS = 8;

    @TempDir
    private Path temp;

    @Test
    void appendsSucceedAndTheLogStaysOpenUnderInterrupts() throws Exception {
        int wanted = Integer.getInteger("interrupts", 150);
        TestLog logs = new TestLog(temp);
        AtomicInteger interrupts = new AtomicInteger();
        AtomicInteger appended = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        try (AuditLog log = logs.builder(logs.directory()).checkpointEvery(100).open()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                TenantId tenant = new TenantId("t" + i);
                threads.add(new Thread(() -> {
                    while (interrupts.get() < wanted) {
                        try {
                            log.append(TestLog.event(tenant, appended.get()));
                            appended.incrementAndGet();
                        } catch (RuntimeException | Error e) {
                            failures.add(e);
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            Future<?> interrupting = executor.scheduleAtFixedRate(
                    () -> {
                        threads.forEach(Thread::interrupt);
                        interrupts.incrementAndGet();
                    },
                    5,
                    5,
                    TimeUnit.MILLISECONDS);
            for (Thread thread : threads) {
                thread.join();
            }
            interrupting.cancel(false);
            assertThat(failures).isEmpty();
            assertThat(appended.get()).isPositive();
            log.append(TestLog.event(new TenantId("last"), 0));
        } finally {
            executor.shutdownNow();
        }
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                .isEmpty();
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).entries())
                .isEqualTo(appended.get() + 1);
    }
}
