package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantExecutorServiceTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private final ExecutorService plain = Executors.newSingleThreadExecutor();
    private final ExecutorService service = TenantSnapshot.executorService(plain);

    @AfterEach
    void stops() {
        plain.shutdownNow();
    }

    @Test
    void everyWayOfHandingInBindsTheTenant() throws Exception {
        Callable<TenantId> task = TenantScope::current;
        AtomicReference<Optional<TenantId>> executed = new AtomicReference<>(Optional.empty());
        try (TenantScope scope = TenantScope.enter(ACME)) {
            assertThat(service.submit(task).get()).isEqualTo(ACME);
            assertThat(service.submit(() -> executed.set(TenantScope.currentIfBound()), "done")
                            .get())
                    .isEqualTo("done");
            assertThat(executed.getAndSet(Optional.empty())).contains(ACME);
            service.submit(() -> executed.set(TenantScope.currentIfBound())).get();
            assertThat(executed.getAndSet(Optional.empty())).contains(ACME);
            service.execute(() -> executed.set(TenantScope.currentIfBound()));
            assertThat(service.invokeAny(List.of(task, task))).isEqualTo(ACME);
            assertThat(executed.get()).contains(ACME);
            for (Future<TenantId> result : service.invokeAll(List.of(task, task))) {
                assertThat(result.get()).isEqualTo(ACME);
            }
        }
        assertThat(plain.submit(TenantScope::currentIfBound).get()).isEmpty();
    }

    @Test
    void aPooledThreadSeesEachTasksOwnTenantOnly() throws Exception {
        List<Future<Optional<TenantId>>> results = new ArrayList<>();
        for (TenantId tenant : List.of(ACME, GLOBEX, ACME)) {
            try (TenantScope scope = TenantScope.enter(tenant)) {
                results.add(service.submit(TenantScope::currentIfBound));
            }
            results.add(service.submit(TenantScope::currentIfBound));
            results.add(plain.submit(TenantScope::currentIfBound));
        }
        List<Optional<TenantId>> seen = new ArrayList<>();
        for (Future<Optional<TenantId>> result : results) {
            seen.add(result.get());
        }
        Optional<TenantId> none = Optional.empty();
        assertThat(seen)
                .containsExactly(
                        Optional.of(ACME), none, none, Optional.of(GLOBEX), none, none, Optional.of(ACME), none, none);
    }

    @Test
    void aScopeThatATaskForgotDoesNotReachTheNextTask() throws Exception {
        Future<?> careless = service.submit(() -> TenantScope.enter(GLOBEX));
        assertThat(careless)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(plain.submit(TenantScope::currentIfBound).get()).isEmpty();
    }

    @Test
    void shuttingDownShutsTheServiceDown() throws Exception {
        assertThat(service.isShutdown()).isFalse();
        assertThat(service.isTerminated()).isFalse();
        assertThat(service.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        service.shutdown();
        assertThat(plain.isShutdown()).isTrue();
        assertThat(service.isShutdown()).isTrue();
        assertThat(service.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(service.isTerminated()).isTrue();
    }

    @Test
    void tasksThatNeverBeganComeBackAndCanBeCancelledOrRunWithTheirTenant() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        service.execute(() -> {
            busy.countDown();
            awaitUninterruptibly(release);
        });
        busy.await();
        Future<TenantId> submitted;
        try (TenantScope scope = TenantScope.enter(ACME)) {
            submitted = service.submit(TenantScope::current);
        }
        Future<TenantId> cancelled = service.submit(TenantScope::current);
        List<Runnable> neverBegan = service.shutdownNow();
        assertThat(neverBegan).hasSize(2).allSatisfy(task -> assertThat(task).isInstanceOf(Future.class));
        neverBegan.get(0).run();
        ((Future<?>) neverBegan.get(1)).cancel(false);
        assertThat(submitted.get()).isEqualTo(ACME);
        assertThat(cancelled).isCancelled();
        release.countDown();
        assertThat(service.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // shutdownNow interrupts; the task must stay until the test lets it go
            }
        }
    }
}
