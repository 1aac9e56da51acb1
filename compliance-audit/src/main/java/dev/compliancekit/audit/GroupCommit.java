package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one sync: whoever finds no leader leads, writes what all have asked for, and wakes them. No
 * thread of its own, so a busy machine cannot starve it; what nobody waits for, and checkpoints in time, are done by
 * the executor of the caller.
 *
 * <p><em>Thread-safe.</em>
 */
final class GroupCommit {

    /** A batch is closed when it holds this much; one request more may come on top. */
    static final int BATCH_BYTES = 4 << 20;

    private final Queue<AppendRequest> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lead = new ReentrantLock();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final QueueRoom room;
    private final Upkeep upkeep;
    private final @Nullable WitnessedLevel witnesses;

    /** Guarded by {@link #lead}. */
    private final ResumingWriter writer;

    /** The size of the last checkpoint that was told of. Guarded by {@link #lead}. */
    private long toldSize;

    /** Durable, and under no checkpoint that was told of. Guarded by {@link #lead}. */
    private final List<Uncheckpointed> uncheckpointed = new ArrayList<>();

    /** What is told to others, once the lead is given up: they may append in turn. */
    private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();

    private record Uncheckpointed(PendingAppend pending, AuditReceipt receipt) {}

    GroupCommit(ResumingWriter writer, QueueRoom room, Upkeep upkeep, @Nullable WitnessedLevel witnesses) {
        this.writer = writer;
        this.room = room;
        this.upkeep = upkeep;
        this.witnesses = witnesses;
    }

    /** Waits until the events are durable; an interrupt is kept for the caller and does not end the wait. */
    List<AuditReceipt> append(List<EntryForm> forms) {
        room.take(forms);
        AppendRequest request = AppendRequest.ofCaller(forms);
        waiting.add(request);
        boolean interrupted = false;
        while (!request.isDone()) {
            if (lead.tryLock()) {
                try {
                    if (!request.isDone()) {
                        leadOneBatch();
                    }
                } finally {
                    lead.unlock();
                }
                afterLeading();
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

    /** Leaves the event to the executor. */
    PendingAppend submit(EntryForm form) {
        room.take(List.of(form));
        PendingAppend pending = new PendingAppend(witnesses != null);
        waiting.add(AppendRequest.of(form, pending));
        if (draining.compareAndSet(false, true)) {
            upkeep.run(this::drain);
        }
        return pending;
    }

    private void drain() {
        draining.set(false); // what is submitted from now on asks for another
        while (!waiting.isEmpty()) {
            whileLeading(() -> {
                leadOneBatch();
                return this;
            });
        }
    }

    private void leadOneBatch() {
        List<AppendRequest> batch = nextBatch();
        List<AppendRequest> placed = new ArrayList<>(batch.size());
        List<List<AuditReceipt>> receipts = new ArrayList<>(batch.size());
        try {
            for (AppendRequest request : batch) {
                try {
                    receipts.add(writer.place(request.forms()));
                    placed.add(request);
                } catch (IllegalArgumentException e) {
                    finish(request, e);
                }
            }
            if (!placed.isEmpty()) {
                writer.flush();
            }
        } catch (AuditStoreException | IllegalStateException e) {
            batch.stream().filter(request -> !request.isDone()).forEach(request -> finish(request, e));
            return;
        }
        for (int i = 0; i < placed.size(); i++) {
            finish(placed.get(i), receipts.get(i));
        }
        checkpointIfDue();
    }

    private List<AppendRequest> nextBatch() {
        List<AppendRequest> batch = new ArrayList<>();
        int bytes = 0;
        for (AppendRequest next = waiting.poll(); next != null; next = bytes < BATCH_BYTES ? waiting.poll() : null) {
            batch.add(next);
            bytes += next.maxBytes();
        }
        return batch;
    }

    private void finish(AppendRequest request, RuntimeException refusal) {
        room.give(request.forms());
        request.fail(refusal);
        request.pending().ifPresent(pending -> news.add(() -> pending.fail(refusal)));
    }

    private void finish(AppendRequest request, List<AuditReceipt> receipts) {
        room.give(request.forms());
        request.complete(receipts);
        request.pending().ifPresent(pending -> {
            AuditReceipt receipt = receipts.get(0);
            news.add(() -> pending.completeDurable(receipt));
            Uncheckpointed each = new Uncheckpointed(pending, receipt);
            if (receipt.index() < toldSize) {
                news.add(() -> tellCheckpointed(each)); // a repeated event
            } else {
                uncheckpointed.add(each);
            }
        });
    }

    /** The events of this batch are durable already, so a failure here is told to the next caller. */
    private void checkpointIfDue() {
        if (writer.isCheckpointDue()) {
            checkpointQuietly();
        } else {
            upkeep.checkpointLater(this::checkpointInTime);
        }
        tellOfCheckpoint();
    }

    private void checkpointInTime() {
        whileLeading(() -> {
            upkeep.checkpointBegun();
            if (writer.hasUnpublished()) {
                checkpointQuietly();
            }
            tellOfCheckpoint();
            return this;
        });
    }

    private void checkpointQuietly() {
        try {
            writer.checkpoint();
        } catch (AuditStoreException e) {
            // the writer is stopped: the next caller is told, or finds it running again
        }
    }

    private void tellOfCheckpoint() {
        SignedCheckpoint published = writer.published();
        long size = published.unverified().treeSize();
        if (size == toldSize) {
            return;
        }
        toldSize = size;
        // not all need be covered: the writer may have published one when it resumed, before these were placed
        uncheckpointed.removeIf(each -> {
            boolean reached = each.receipt().index() < size;
            if (reached) {
                news.add(() -> tellCheckpointed(each));
            }
            return reached;
        });
        WitnessedLevel level = witnesses;
        if (level != null) {
            news.add(() -> level.published(published));
        }
    }

    private void tellCheckpointed(Uncheckpointed each) {
        if (witnesses != null) {
            witnesses.await(each.pending(), each.receipt());
        }
        each.pending().completeCheckpointed(each.receipt());
    }

    /** Publishes a checkpoint over everything appended so far. */
    SignedCheckpoint checkpoint() {
        return whileLeading(() -> {
            SignedCheckpoint published = writer.checkpoint();
            tellOfCheckpoint();
            return published;
        });
    }

    /** Publishes a checkpoint whose last entry says where every tenant stands. */
    PublishedHeads checkpointOverHeads(TenantId tenant) {
        return whileLeading(() -> {
            PublishedHeads heads = writer.checkpointOverHeads(tenant);
            tellOfCheckpoint();
            return heads;
        });
    }

    LogWriter.Snapshot snapshot() {
        return whileLeading(writer::snapshot);
    }

    SignedCheckpoint published() {
        return whileLeading(writer::published);
    }

    /** Appends what is waiting, publishes a last checkpoint and lets nothing more in. */
    void close() {
        whileLeading(() -> {
            while (!waiting.isEmpty()) {
                leadOneBatch();
            }
            try {
                writer.close();
            } finally {
                upkeep.end();
                tellOfCheckpoint();
                failUncheckpointed();
                if (witnesses != null) {
                    news.add(witnesses::close);
                }
            }
            return this;
        });
    }

    private void failUncheckpointed() {
        IllegalStateException closed = new IllegalStateException("the log was closed before a checkpoint was written");
        uncheckpointed.forEach(each -> news.add(() -> each.pending().fail(closed)));
        uncheckpointed.clear();
    }

    private <T> T whileLeading(Supplier<T> work) {
        lead.lock();
        try {
            return work.get();
        } finally {
            lead.unlock();
            afterLeading();
        }
    }

    private void afterLeading() {
        wakeNext();
        for (Runnable next = news.poll(); next != null; next = news.poll()) {
            next.run();
        }
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
