package dev.compliancekit.jdbc;

import dev.compliancekit.audit.AuditLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Threads that append 5,000 events a second between them, one by one, and measure how long each append takes. */
final class SteadyAppends {

    private static final int THREADS = 32;
    private static final int PER_SECOND = 5000;

    private final AuditLog log;
    private final AtomicInteger number = new AtomicInteger();

    SteadyAppends(AuditLog log) {
        this.log = log;
    }

    int appended() {
        return number.get();
    }

    /**
     * What was measured.
     *
     * @param micros of each append, ascending
     * @param perSecond how many were appended in a second
     */
    record Measured(List<Long> micros, double perSecond) {

        long percentile(double share) {
            return micros.get((int) Math.min(micros.size() - 1, share * micros.size()));
        }

        double mean() {
            return micros.stream().mapToLong(Long::longValue).average().orElse(0);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,8.0f appends/s, mean %,7.0f, p50 %,7d, p99 %,8d us",
                    perSecond,
                    mean(),
                    percentile(0.5),
                    percentile(0.99));
        }
    }

    Measured run(Duration time) {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long step = Duration.ofSeconds(THREADS).toNanos() / PER_SECOND;
        List<Callable<long[]>> works = IntStream.range(0, THREADS)
                .mapToObj(thread -> (Callable<long[]>) () -> work(start + thread * step / THREADS, step, end))
                .toList();
        List<long[]> parts = Parallel.run(works, time.toSeconds() + 60);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Long> all =
                parts.stream().flatMapToLong(Arrays::stream).sorted().boxed().toList();
        return new Measured(all, all.size() / seconds);
    }

    private long[] work(long first, long step, long end) {
        long[] micros = new long[(int) ((end - first) / step) + 1];
        int count = 0;
        for (long due = first; due < end && count < micros.length; due += step) {
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            if (System.nanoTime() > end) {
                break;
            }
            long before = System.nanoTime();
            log.append(SinkScene.event(number.getAndIncrement()));
            micros[count++] = (System.nanoTime() - before) / 1000;
        }
        return Arrays.copyOf(micros, count);
    }

    static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return IntStream.of((sorted.length - 1) / 2, sorted.length / 2)
                .mapToDouble(i -> sorted[i])
                .average()
                .orElse(0);
    }
}
