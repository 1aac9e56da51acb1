package dev.compliancekit.core;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tenant that was bound when it was taken, to be bound again on another thread. A snapshot of a thread without a
 * tenant binds none, so that a pooled thread's leftovers never show through.
 *
 * <p>{@link #executor} and {@link #executorService} take the snapshot for each task; the others bind this one. The
 * functions are for the stages of a {@link java.util.concurrent.CompletableFuture}:
 * {@code future.thenApply(snapshot.function(this::price))}. A stage is handed to its executor by whichever thread
 * completes the stage before it, so wrap the function, not only the executor. A bridge to another propagation library
 * needs no more than {@link #take()}, {@link #none()} and {@link #open()}.
 *
 * <p><em>Immutable.</em>
 */
public final class TenantSnapshot {

    private final Optional<TenantId> tenant;

    private TenantSnapshot(Optional<TenantId> tenant) {
        this.tenant = tenant;
    }

    /**
     * That nothing is bound; opening it hides whatever is.
     *
     * @return a snapshot without a tenant
     */
    public static TenantSnapshot none() {
        return new TenantSnapshot(Optional.empty());
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
        Objects.requireNonNull(task, "task");
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
    public <T extends @Nullable Object> Callable<T> callable(Callable<T> task) {
        Objects.requireNonNull(task, "task");
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
    public <T extends @Nullable Object> Supplier<T> supplier(Supplier<T> supplier) {
        Objects.requireNonNull(supplier, "supplier");
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
    public <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> function(
            Function<? super T, ? extends R> function) {
        Objects.requireNonNull(function, "function");
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
    public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            BiFunction<T, U, R> biFunction(BiFunction<? super T, ? super U, ? extends R> function) {
        Objects.requireNonNull(function, "function");
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
    public <T extends @Nullable Object> Consumer<T> consumer(Consumer<? super T> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return argument -> {
            try (TenantScope scope = open()) {
                consumer.accept(argument);
            }
        };
    }

    /**
     * A consumer of two arguments that runs with this tenant, for {@code whenComplete} and {@code thenAcceptBoth}.
     *
     * @param consumer what to call
     * @param <T> its first argument
     * @param <U> its second argument
     * @return the consumer, bound
     */
    public <T extends @Nullable Object, U extends @Nullable Object> BiConsumer<T, U> biConsumer(
            BiConsumer<? super T, ? super U> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return (first, second) -> {
            try (TenantScope scope = open()) {
                consumer.accept(first, second);
            }
        };
    }

    /**
     * An executor that runs each task with the tenant bound where the task was handed in.
     *
     * @param executor where the tasks run
     * @return the executor, binding; thread-safe if {@code executor} is
     */
    public static Executor executor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(take().runnable(task));
    }

    /**
     * An executor service that runs each task with the tenant bound where the task was handed in.
     *
     * @param service where the tasks run; shutting the result down shuts it down
     * @return the service, binding; thread-safe
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
