package dev.compliancekit.core;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Binds at {@link #execute}, through which {@link AbstractExecutorService} sends every way of handing in a task. */
final class TenantExecutorService extends AbstractExecutorService {

    private final ExecutorService service;

    TenantExecutorService(ExecutorService service) {
        this.service = Objects.requireNonNull(service, "service");
    }

    @Override
    public void execute(Runnable task) {
        service.execute(TenantSnapshot.take().runnable(task));
    }

    @Override
    public void shutdown() {
        service.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return service.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return service.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return service.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return service.awaitTermination(timeout, unit);
    }
}
