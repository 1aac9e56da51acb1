package dev.compliancekit.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.crypto.internal.engine.CipherWarmth;
import java.lang.management.ManagementFactory;

/**
 * What refusing damaged input costs the thread that asks: at most 50 ms of its processor and 1 MB of heap, each time.
 */
public final class RefusalCost {

    private static final long MAX_NANOS = 50_000_000;
    private static final long MAX_BYTES = 1_000_000;
    private static final int WARM_UP = 200;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String seed;
    private int measured;
    private int slow;

    /** @param seed what repeats the run, named in failures */
    public RefusalCost(long seed) {
        // once in a process, whoever encrypts or decrypts first: it is no cost of refusing
        CipherWarmth.ofThisJvm().warmUp();
        this.seed = "seed " + seed;
    }

    /** Something that may throw. */
    @FunctionalInterface
    public interface Attempt {
        void run() throws Exception;
    }

    /** Runs once and counts; the first rounds load classes and are not held to the limits. */
    public void of(Attempt attempt) throws Exception {
        long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        long nanos = THREADS.getCurrentThreadCpuTime();
        attempt.run();
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        measured++;
        if (measured > WARM_UP) {
            assertThat(bytes).as("bytes of heap, round %d, %s", measured, seed).isLessThanOrEqualTo(MAX_BYTES);
            slow += nanos > MAX_NANOS ? 1 : 0;
        }
    }

    /** At the end: one round may have met the compiler or the collector. */
    public void check() {
        assertThat(slow).as("refusals over 50 ms of CPU time, %s", seed).isLessThanOrEqualTo(1);
    }
}
