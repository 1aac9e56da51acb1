package dev.compliancekit.audit;

import dev.compliancekit.core.AuditReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What callers want appended, in the order in which they asked. A caller that finds nobody leading leads: it has a
 * batch of what waits written, its own request in it sooner or later; one that finds a leader parks until its request
 * is done, or until it is its turn to lead.
 *
 * <p><em>Thread-safe.</em>
 */
final class AppendQueue {

    private final Queue<AppendRequest> waiting = new ConcurrentLinkedQueue<>();
    private final Lead lead = new Lead(this::wakeNext);
    private final Runnable leadOneBatch;

    /** @param leadOneBatch takes {@link #next} and completes or fails each of it; called by whoever leads */
    AppendQueue(Runnable leadOneBatch) {
        this.leadOneBatch = leadOneBatch;
    }

    Lead lead() {
        return lead;
    }

    /**
     * Waits until the request of this thread is done; an interrupt is kept for the caller and does not end the wait.
     */
    List<AuditReceipt> await(AppendRequest request) {
        waiting.add(request);
        boolean interrupted = false;
        while (!request.isDone()) {
            boolean led = lead.tryToHold(() -> {
                if (!request.isDone()) {
                    leadOneBatch.run();
                }
            });
            if (!led) {
                LockSupport.park(this);
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return request.result();
    }

    /** Puts a request in line that nobody waits for; {@link #drain} has it written. */
    void add(AppendRequest request) {
        waiting.add(request);
    }

    /** Leads until nothing waits. */
    void drain() {
        while (!waiting.isEmpty()) {
            lead.hold(() -> {
                leadOneBatch.run();
                return this;
            });
        }
    }

    /** Takes from the front until it has this much; one request more may come on top. */
    List<AppendRequest> next(int maxBytes) {
        List<AppendRequest> batch = new ArrayList<>();
        int bytes = 0;
        for (AppendRequest next = waiting.poll(); next != null; next = bytes < maxBytes ? waiting.poll() : null) {
            batch.add(next);
            bytes += next.maxBytes();
        }
        return batch;
    }

    /** A thread that found a leader parked; when the leader is gone, the first of those must lead. */
    private void wakeNext() {
        for (AppendRequest next : waiting) {
            if (next.hasOwner()) {
                next.wake();
                return;
            }
        }
    }
}
