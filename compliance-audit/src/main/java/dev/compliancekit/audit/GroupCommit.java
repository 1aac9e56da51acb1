package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one sync: whoever finds no leader leads, writes what all have asked for, and wakes them. No
 * thread of its own, so a busy machine cannot starve it. After one failure nothing is written any more.
 *
 * <p><em>Thread-safe.</em>
 */
final class GroupCommit {

    /** A batch is closed when it holds this much; one request more may come on top. */
    static final int BATCH_BYTES = 4 << 20;

    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lead = new ReentrantLock();
    private final LogWriter writer;

    /** Guarded by {@link #lead}. */
    private @Nullable RuntimeException stopped;

    GroupCommit(LogWriter writer) {
        this.writer = writer;
    }

    /** What one caller wants written; its events stay together. */
    private static final class Request {

        final List<EntryForm> forms;
        final Thread owner = Thread.currentThread();
        private List<AuditReceipt> receipts = List.of();
        private @Nullable RuntimeException failure;
        private volatile boolean done;

        Request(List<EntryForm> forms) {
            this.forms = forms;
        }

        int maxBytes() {
            return forms.stream().mapToInt(EntryForm::maxBytes).sum();
        }

        void complete(List<AuditReceipt> all, @Nullable RuntimeException cause) {
            receipts = List.copyOf(all);
            failure = cause;
            done = true;
            LockSupport.unpark(owner);
        }

        List<AuditReceipt> result() {
            if (failure instanceof AuditStoreException) {
                throw new AuditStoreException("events are not acknowledged: " + failure.getMessage(), failure);
            }
            if (failure != null) {
                throw new IllegalStateException(failure.getMessage(), failure);
            }
            return receipts;
        }
    }

    /** Waits until the events are durable; an interrupt is kept for the caller and does not end the wait. */
    List<AuditReceipt> append(List<EntryForm> forms) {
        Request request = new Request(forms);
        waiting.add(request);
        boolean interrupted = false;
        while (!request.done) {
            if (lead.tryLock()) {
                try {
                    if (!request.done) {
                        leadOneBatch();
                    }
                } finally {
                    lead.unlock();
                }
                wakeNext();
            } else {
                LockSupport.park(this);
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return request.result();
    }

    private void leadOneBatch() {
        List<Request> batch = drain();
        List<EntryForm> forms = new ArrayList<>();
        batch.forEach(request -> forms.addAll(request.forms));
        List<AuditReceipt> receipts;
        try {
            requireRunning();
            receipts = commit(forms);
        } catch (RuntimeException e) {
            batch.forEach(request -> request.complete(List.of(), e));
            return;
        }
        int at = 0;
        for (Request request : batch) {
            request.complete(receipts.subList(at, at + request.forms.size()), null);
            at += request.forms.size();
        }
        checkpointIfDue();
    }

    private List<Request> drain() {
        List<Request> batch = new ArrayList<>();
        int bytes = 0;
        for (Request next = waiting.poll(); next != null; next = bytes < BATCH_BYTES ? waiting.poll() : null) {
            batch.add(next);
            bytes += next.maxBytes();
        }
        return batch;
    }

    private List<AuditReceipt> commit(List<EntryForm> forms) {
        try {
            return writer.commit(forms);
        } catch (IOException | RuntimeException | Error e) {
            throw stop("events could not be made durable", e);
        }
    }

    /** The events of this batch are durable already, so a failure here is told to the next caller. */
    private void checkpointIfDue() {
        if (writer.isCheckpointDue()) {
            try {
                writer.checkpoint();
            } catch (IOException | RuntimeException | Error e) {
                stop("a checkpoint could not be written", e);
            }
        }
    }

    /** Publishes a checkpoint over everything appended so far. */
    SignedCheckpoint checkpoint() {
        return whileLeading(() -> {
            requireRunning();
            try {
                return writer.checkpoint();
            } catch (IOException | RuntimeException e) {
                throw stop("a checkpoint could not be written", e);
            }
        });
    }

    LogWriter.Snapshot snapshot() {
        return whileLeading(writer::snapshot);
    }

    SignedCheckpoint published() {
        return whileLeading(writer::published);
    }

    /** Publishes a last checkpoint and lets nothing more in. */
    void close() {
        whileLeading(() -> {
            boolean running = stopped == null;
            try {
                if (running) {
                    writer.checkpoint();
                }
                writer.close();
                return running;
            } catch (IOException | RuntimeException e) {
                throw stop("the last checkpoint could not be written", e);
            } finally {
                if (running) {
                    stopped = new IllegalStateException("the log is closed");
                }
            }
        });
    }

    private <T> T whileLeading(Supplier<T> work) {
        lead.lock();
        try {
            return work.get();
        } finally {
            lead.unlock();
            wakeNext();
        }
    }

    /** A thread that found a leader parked; when the leader is gone, the first of those must lead. */
    private void wakeNext() {
        Request next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.owner);
        }
    }

    private void requireRunning() {
        if (stopped instanceof AuditStoreException failure) {
            throw new AuditStoreException(
                    "the log was stopped by an earlier failure; close it and open it again", failure);
        }
        if (stopped != null) {
            throw stopped;
        }
    }

    private AuditStoreException stop(String what, Throwable cause) {
        AuditStoreException failure = new AuditStoreException(
                what + "; nothing more is taken until the log is closed and opened again", cause);
        stopped = failure;
        return failure;
    }
}
