package dev.compliancekit.audit.ship;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is scheduled when the test says so, and remembers after which delays it was to run. */
final class HandDriven extends ScheduledThreadPoolExecutor {

    private final List<Duration> delays = new ArrayList<>();
    private final List<FutureTask<?>> waiting = new ArrayList<>();

    HandDriven() {
        super(0);
    }

    List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** Runs the task that waits; whether there was one. */
    boolean runNext() {
        waiting.removeIf(FutureTask::isCancelled);
        if (waiting.isEmpty()) {
            return false;
        }
        waiting.remove(0).run();
        return true;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        delays.add(Duration.ofNanos(unit.toNanos(delay)));
        RunnableScheduledFuture<?> task = (RunnableScheduledFuture<?>) super.schedule(command, 1, TimeUnit.DAYS);
        getQueue().clear();
        FutureTask<?> work = new FutureTask<>(command, null) {
            @Override
            public boolean isCancelled() {
                return task.isCancelled();
            }
        };
        waiting.add(work);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }
}
