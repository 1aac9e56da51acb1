package dev.compliancekit.core;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tenant that was bound when it was taken, to be bound again on another thread. A snapshot of a thread without a
 * tenant binds none, so that a pooled thread's leftovers never show through.
 *
 * <p>{@link #executor} and {@link #executorService} take the snapshot for each task; the others bind this one. The
 * functions are for the stages of a {@link java.util.concurrent.CompletableFuture}:
 * {@code future.thenApply(snapshot.function(this::price))}. A bridge to another propagation library needs no more than
 * {@link #take()} and {@link #open()}.
 *
 * <p><em>Immutable.</em>
 */
public final class TenantSnapshot {

    private final Optional<TenantId> tenant;

    private TenantSnapshot(Optional<TenantId> tenant) {
        this.tenant = tenant;
    }

    /**
     * What is bound to this thread now.
     *
     * @return the tenant, or that there is none
     */
    public static TenantSnapshot take() {
        return new TenantSnapshot(TenantScope.currentIfBound());
    }

    /**
     * Binds it to this thread until the scope is closed.
     *
     * @return the scope, to be closed by this thread
     */
    public TenantScope open() {
        return TenantScope.enter(tenant);
    }

    /**
     * A task that runs with this tenant.
     *
     * @param task what to run
     * @return the task, bound
     */
    public Runnable runnable(Runnable task) {
        return () -> {
            try (TenantScope scope = open()) {
                task.run();
            }
        };
    }

    /**
     * A task with a result that runs with this tenant.
     *
     * @param task what to call
     * @param <T> its result
     * @return the task, bound
     */
    public <T> Callable<T> callable(Callable<T> task) {
        return () -> {
            try (TenantScope scope = open()) {
                return task.call();
            }
        };
    }

    /**
     * A supplier that runs with this tenant.
     *
     * @param supplier what to call
     * @param <T> its result
     * @return the supplier, bound
     */
    public <T> Supplier<T> supplier(Supplier<T> supplier) {
        return () -> {
            try (TenantScope scope = open()) {
                return supplier.get();
            }
        };
    }

    /**
     * A function that runs with this tenant, for {@code thenApply} and {@code thenCompose}.
     *
     * @param function what to call
     * @param <T> its argument
     * @param <R> its result
     * @return the function, bound
     */
    public <T, R> Function<T, R> function(Function<? super T, ? extends R> function) {
        return argument -> {
            try (TenantScope scope = open()) {
                return function.apply(argument);
            }
        };
    }

    /**
     * A function of two arguments that runs with this tenant, for {@code handle} and {@code thenCombine}.
     *
     * @param function what to call
     * @param <T> its first argument
     * @param <U> its second argument
     * @param <R> its result
     * @return the function, bound
     */
    public <T, U, R> BiFunction<T, U, R> biFunction(BiFunction<? super T, ? super U, ? extends R> function) {
        return (first, second) -> {
            try (TenantScope scope = open()) {
                return function.apply(first, second);
            }
        };
    }

    /**
     * A consumer that runs with this tenant, for {@code thenAccept}.
     *
     * @param consumer what to call
     * @param <T> its argument
     * @return the consumer, bound
     */
    public <T> Consumer<T> consumer(Consumer<? super T> consumer) {
        return argument -> {
            try (TenantScope scope = open()) {
                consumer.accept(argument);
            }
        };
    }

    /**
     * An executor that runs each task with the tenant bound where the task was handed in.
     *
     * @param executor where the tasks run
     * @return the executor, binding
     */
    public static Executor executor(Executor executor) {
        return task -> executor.execute(take().runnable(task));
    }

    /**
     * An executor service that runs each task with the tenant bound where the task was handed in.
     *
     * @param service where the tasks run; shutting the result down shuts it down
     * @return the service, binding
     */
    public static ExecutorService executorService(ExecutorService service) {
        return new TenantExecutorService(service);
    }

    /** Whether and which tenant was bound. */
    @Override
    public String toString() {
        return "TenantSnapshot[" + tenant.map(TenantId::value).orElse("none") + "]";
    }
}
