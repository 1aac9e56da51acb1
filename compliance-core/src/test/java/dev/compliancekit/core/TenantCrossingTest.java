package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** A million operations over a thousand tenants: none sees another's tenant, none finds one left over. */
@org.junit.jupiter.api.Tag("long") // Tag is taken by the vocabulary
@Timeout(300)
class TenantCrossingTest {

    private static final int OPERATIONS = 1_000_000;
    private static final int THREADS = 8;
    private static final int UNDER_WAY = 4_096;
    private static final List<TenantId> TENANTS = IntStream.range(0, 1_000)
            .mapToObj(number -> new TenantId("tenant-" + number))
            .toList();

    /** Made once, because a million stack traces would take longer than what is tested. */
    private final IllegalStateException failure = new IllegalStateException("the inner block fails");

    private final LongAdder done = new LongAdder();
    private final LongAdder crossings = new LongAdder();
    private final Semaphore permits = new Semaphore(UNDER_WAY);

    @AfterEach
    void nothingIsLeftOnTheSubmittingThread() {
        assertThat(TenantScope.currentIfBound()).isEmpty();
    }

    @Test
    void aMillionOperationsOnEightPooledThreadsDoNotCross() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        operateOn(pool);
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aMillionOperationsOnVirtualThreadsDoNotCross() throws Exception {
        assumeThat(Runtime.version().feature())
                .as("virtual threads need JDK 21 or newer")
                .isGreaterThanOrEqualTo(21);
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        operateOn(threads);
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aMillionCallsForAnotherTenantsValueAreAllRefused() throws Exception {
        Random random = new Random(20_261_122);
        List<Tagged<TenantId>> values = TENANTS.stream()
                .map(tenant -> Tagged.of(
                        new Tag(tenant, SubjectId.ACCOUNT, new RecordClass("order"), Classification.INTERNAL), tenant))
                .toList();
        // on a thread of its own, whose stack traces are short
        FutureTask<Integer> refused = new FutureTask<>(() -> {
            int count = 0;
            for (int i = 0; i < OPERATIONS; i++) {
                int caller = random.nextInt(TENANTS.size());
                int owner = (caller + 1 + random.nextInt(TENANTS.size() - 1)) % TENANTS.size();
                try (TenantScope scope = TenantScope.enter(TENANTS.get(caller))) {
                    count += isRefused(values.get(owner)) ? 1 : 0;
                }
            }
            return count;
        });
        new Thread(refused).start();
        assertThat(refused.get()).isEqualTo(OPERATIONS);
    }

    private static boolean isRefused(Tagged<TenantId> value) {
        try {
            value.get();
            return false;
        } catch (TenantMismatchException e) {
            return true;
        }
    }

    private void operateOn(ExecutorService plain) throws InterruptedException {
        ExecutorService service = TenantSnapshot.executorService(plain);
        Random random = new Random(20_261_122);
        for (int i = 0; i < OPERATIONS; i++) {
            TenantId tenant = TENANTS.get(random.nextInt(TENANTS.size()));
            TenantId other = TENANTS.get(random.nextInt(TENANTS.size()));
            permits.acquire();
            try (TenantScope scope = TenantScope.enter(tenant)) {
                handIn(i % 5, plain, service, tenant, other);
            }
        }
        permits.acquire(UNDER_WAY);
        assertThat(crossings.sum()).isZero();
        assertThat(done.sum()).isEqualTo(OPERATIONS);
    }

    private void handIn(int way, ExecutorService plain, ExecutorService service, TenantId tenant, TenantId other) {
        TenantSnapshot snapshot = TenantSnapshot.take();
        Runnable task = () -> operate(tenant, other);
        switch (way) {
            case 0 -> service.execute(task);
            case 1 -> {
                Future<?> unused = service.submit(task);
            }
            case 2 -> plain.execute(snapshot.runnable(task));
            case 3 -> plain.execute(this::operateWithoutTenant);
            default -> {
                CompletableFuture<?> unused = CompletableFuture.supplyAsync(TenantScope::currentIfBound, service)
                        .thenApplyAsync(snapshot.function(Optional.of(tenant)::equals), plain)
                        .thenAccept(snapshot.consumer(this::count))
                        .whenComplete(snapshot.biConsumer((done, failure) -> task.run()));
            }
        }
    }

    /** Reads, nests, fails inside the inner block, and reads again. */
    private void operate(TenantId tenant, TenantId other) {
        count(isBound(tenant));
        try (TenantScope inner = TenantScope.enter(other)) {
            count(isBound(other));
            throw failure;
        } catch (IllegalStateException e) {
            count(isBound(tenant));
        }
        finish();
    }

    private void operateWithoutTenant() {
        count(TenantScope.currentIfBound().isEmpty());
        finish();
    }

    private void finish() {
        done.increment();
        permits.release();
    }

    private static boolean isBound(TenantId tenant) {
        return TenantScope.currentIfBound().equals(Optional.of(tenant))
                && tenant.value().equals(MDC.get(TenantScope.MDC_KEY));
    }

    private void count(boolean right) {
        if (!right) {
            crossings.increment();
        }
    }
}
