package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More events with {@code -Devents=100000}. */
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrencyTest {

    private static final int THREADS = 64;
    private static final int EVENTS = Integer.getInteger("events", 40);

    @TempDir
    private Path temp;

    private TestLog logs;

    @BeforeEach
    void makeKey() {
        logs = new TestLog(temp);
    }

    @Test
    void sixtyFourThreadsLeaveNoGap() throws Exception {
        ConcurrentLinkedQueue<AuditReceipt> receipts = new ConcurrentLinkedQueue<>();
        try (AuditLog log = logs.builder(logs.directory()).checkpointEvery(500).open()) {
            inThreads(thread -> {
                TenantId tenant = new TenantId("t" + thread % 7);
                for (int i = 0; i < EVENTS; i++) {
                    receipts.add(log.append(TestLog.event(tenant, i)));
                }
            });
        }
        Set<Long> indexes = new TreeSet<>();
        receipts.forEach(receipt -> indexes.add(receipt.index()));
        assertThat(indexes).hasSize(THREADS * EVENTS).contains(0L, (long) THREADS * EVENTS - 1);
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                .isEmpty();
    }

    @Test
    void interruptsLoseNoEventAndAreKept() throws Exception {
        ConcurrentLinkedQueue<AuditReceipt> receipts = new ConcurrentLinkedQueue<>();
        try (AuditLog log = logs.builder(logs.directory()).checkpointEvery(50).open()) {
            inThreads(thread -> {
                for (int i = 0; i < 5; i++) {
                    Thread.currentThread().interrupt();
                    receipts.add(log.append(TestLog.event(new TenantId("acme"), i)));
                    assertThat(Thread.interrupted()).isTrue();
                }
            });
            Thread.currentThread().interrupt();
            log.checkpoint();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(receipts).hasSize(THREADS * 5);
        assertThat(AuditVerifier.of(logs.key()).verify(logs.directory()).findings())
                .isEmpty();
    }

    @Test
    void readersBesideAWriterSeeNoDamage() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (AuditLog log = logs.builder(logs.directory()).checkpointEvery(30).open()) {
            List<String> findings = new ArrayList<>();
            Thread reader = new Thread(() -> {
                while (writing.get()) {
                    AuditVerifier.of(logs.key())
                            .verify(logs.directory())
                            .findings()
                            .forEach(finding -> findings.add(finding.toString()));
                }
            });
            reader.start();
            for (int i = 0; i < 400; i++) {
                log.append(TestLog.event(new TenantId("acme"), i));
            }
            writing.set(false);
            reader.join();
            assertThat(findings).isEmpty();
        }
    }

    @Test
    void aSecondWriterIsRefusedByEveryPathToTheLog() throws Exception {
        Path alias = temp.resolve("alias");
        try (AuditLog log = logs.open()) {
            Files.createSymbolicLink(alias, logs.directory());
            Path relative =
                    Path.of("").toAbsolutePath().relativize(logs.directory().toAbsolutePath());
            for (Path path : List.of(
                    logs.directory(),
                    alias,
                    logs.directory().resolve("../log"),
                    logs.directory().resolve("."),
                    relative,
                    Path.of("/proc/self/cwd").resolve(relative))) {
                assertTimeout(
                        Duration.ofSeconds(1),
                        () -> assertThatThrownBy(() -> logs.open(path))
                                .as(path.toString())
                                .isInstanceOf(AuditStoreException.class)
                                .hasMessageContaining("one writer at a time"));
            }
            assertThat(log.append(TestLog.event(new TenantId("acme"), 0)).index())
                    .isZero();
        }
        AuditLog again = logs.open(alias);
        again.close();
        again.close();
        assertThatThrownBy(() -> again.append(TestLog.event(new TenantId("acme"), 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(again::checkpoint).isInstanceOf(IllegalStateException.class);
    }

    @FunctionalInterface
    private interface Work {
        void run(int thread);
    }

    private static void inThreads(Work work) throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> work.run(number));
            thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
