package dev.compliancekit.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs work on threads that start together. */
final class Parallel {

    private static final int SECONDS = 120;

    private Parallel() {}

    static <T> List<T> run(int threads, IntFunction<T> work) {
        return run(IntStream.range(0, threads)
                .mapToObj(i -> (Callable<T>) () -> work.apply(i))
                .toList());
    }

    static <T> List<T> run(List<Callable<T>> works) {
        return run(works, SECONDS);
    }

    static <T> List<T> run(List<Callable<T>> works, long seconds) {
        ExecutorService executor = Executors.newFixedThreadPool(works.size());
        try {
            CountDownLatch start = new CountDownLatch(works.size());
            List<Future<T>> parts = new ArrayList<>();
            for (Callable<T> work : works) {
                parts.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> part : parts) {
                results.add(part.get(seconds, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            executor.shutdownNow();
        }
    }
}
