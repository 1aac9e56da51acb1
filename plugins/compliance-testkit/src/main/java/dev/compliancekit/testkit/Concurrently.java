package dev.compliancekit.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs an operation on many threads that start together, or on one for so long. */
final class Concurrently {

    private Concurrently() {}

    /** Answers with the results by number, from 0 to {@code threads * perThread - 1}. */
    static <T> List<T> run(int threads, int perThread, IntFunction<T> operation) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(threads);
            List<Future<List<T>>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * perThread;
                parts.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    return numbered(first, perThread, operation);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<List<T>> part : parts) {
                results.addAll(part.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while threads were at work", e);
        } catch (ExecutionException e) {
            throw new AssertionError("an operation failed on one of " + threads + " threads", e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /**
     * Whether and how an operation ended within some time. One that does not end keeps a daemon thread.
     *
     * @param ended whether it did
     * @param failure what it threw, or empty if it returned or did not end
     */
    record Ending(boolean ended, Optional<Throwable> failure) {}

    static Ending within(Duration limit, Runnable operation) {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(operation, "testkit-bounded");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((where, thrown) -> failures.add(thrown));
        thread.start();
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while an operation was at work", e);
        }
        return thread.isAlive()
                ? new Ending(false, Optional.empty())
                : new Ending(true, failures.stream().findFirst());
    }

    private static <T> List<T> numbered(int first, int count, IntFunction<T> operation) {
        List<T> results = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            results.add(operation.apply(i));
        }
        return results;
    }
}
