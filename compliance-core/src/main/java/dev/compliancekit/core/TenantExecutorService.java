package dev.compliancekit.core;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Binds where {@link AbstractExecutorService} makes its futures, and at {@link #execute} what did not come that way.
 */
final class TenantExecutorService extends AbstractExecutorService {

    private final ExecutorService service;

    TenantExecutorService(ExecutorService service) {
        this.service = Objects.requireNonNull(service, "service");
    }

    /** Handed to the service as it is, so that {@link #shutdownNow} gives back futures that can be cancelled. */
    private static final class BoundFuture<T> extends FutureTask<T> {

        BoundFuture(Callable<T> task) {
            super(TenantSnapshot.take().callable(task));
        }
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return new BoundFuture<>(task);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable task, T result) {
        return new BoundFuture<>(Executors.callable(task, result));
    }

    @Override
    public void execute(Runnable task) {
        service.execute(
                task instanceof BoundFuture ? task : TenantSnapshot.take().runnable(task));
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
