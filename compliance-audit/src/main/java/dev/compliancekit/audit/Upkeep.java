package dev.compliancekit.audit;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is done without a caller that waits, if the application gave an executor for it. */
final class Upkeep {

    private final @Nullable ScheduledExecutorService executor;
    private final Duration checkpointWithin;

    /** Guarded by the lead. */
    private @Nullable Future<?> nextCheckpoint;

    Upkeep(@Nullable ScheduledExecutorService executor, Duration checkpointWithin) {
        this.executor = executor;
        this.checkpointWithin = checkpointWithin;
    }

    /**
     * Runs something soon.
     *
     * @throws IllegalStateException if there is no executor
     */
    void run(Runnable work) {
        try {
            executor().execute(work);
        } catch (RejectedExecutionException e) {
            work.run(); // an executor that takes nothing more loses no event
        }
    }

    /** Runs something soon if there is an executor, else here and now. */
    void runOrDo(Runnable work) {
        if (executor == null) {
            work.run();
        } else {
            run(work);
        }
    }

    /** Runs something after a while; false if the executor takes nothing more. */
    boolean runLater(Runnable work, Duration delay) {
        if (executor == null) {
            return false;
        }
        try {
            Future<?> set = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
            return !set.isCancelled();
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** @throws IllegalStateException if there is none */
    Executor executor() {
        if (executor == null) {
            throw new IllegalStateException(
                    "the log has no executor; give one to its builder, or use append, which waits");
        }
        return executor;
    }

    /** Has a checkpoint written in time, if that is not arranged already. */
    void checkpointLater(Runnable checkpoint) {
        if (executor == null || nextCheckpoint != null) {
            return;
        }
        try {
            nextCheckpoint = executor.schedule(checkpoint, checkpointWithin.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // it is shut down: checkpoints come by number, on demand and at the close
        }
    }

    void checkpointBegun() {
        nextCheckpoint = null;
    }

    /** No checkpoint is waited for any more. */
    void end() {
        if (nextCheckpoint != null) {
            nextCheckpoint.cancel(false);
            nextCheckpoint = null;
        }
    }
}
