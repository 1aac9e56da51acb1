package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one sync: whoever leads the {@link AppendQueue} writes what all have asked for. No thread of
 * its own, so a busy machine cannot starve it; what nobody waits for, and checkpoints in time, are done by the executor
 * of the caller.
 *
 * <p><em>Thread-safe.</em>
 */
final class GroupCommit {

    /** A batch is closed when it holds this much; one request more may come on top. */
    static final int BATCH_BYTES = 4 << 20;

    private final AppendQueue queue = new AppendQueue(this::leadOneBatch);
    private final Lead lead = queue.lead();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final QueueRoom room;
    private final Upkeep upkeep;

    /** Guarded by {@link #lead}. */
    private final ResumingWriter writer;

    private final CheckpointNews news;
    private final Checkpoints checkpoints;

    GroupCommit(ResumingWriter writer, QueueRoom room, Upkeep upkeep, @Nullable WitnessedLevel witnesses) {
        this.writer = writer;
        this.room = room;
        this.upkeep = upkeep;
        this.news = new CheckpointNews(lead, witnesses);
        this.checkpoints = new Checkpoints(lead, writer, upkeep, news);
    }

    /** Waits until the events are durable; an interrupt is kept for the caller and does not end the wait. */
    List<AuditReceipt> append(List<EntryForm> forms) {
        room.take(forms);
        return queue.await(AppendRequest.ofCaller(forms));
    }

    /** Leaves the event to the executor. */
    PendingAppend submit(EntryForm form) {
        room.take(List.of(form));
        PendingAppend pending = news.newPending();
        queue.add(AppendRequest.of(form, pending));
        if (draining.compareAndSet(false, true)) {
            upkeep.run(this::drain);
        }
        return pending;
    }

    private void drain() {
        draining.set(false); // what is submitted from now on asks for another
        queue.drain();
    }

    private void leadOneBatch() {
        checkpoints.makeRoom();
        List<AppendRequest> batch = queue.next(BATCH_BYTES);
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
        checkpoints.writeIfDue();
        news.tellOf(writer.published());
    }

    private void finish(AppendRequest request, RuntimeException refusal) {
        room.give(request.forms());
        request.fail(refusal);
        request.pending().ifPresent(pending -> lead.afterwards(() -> pending.fail(refusal)));
    }

    private void finish(AppendRequest request, List<AuditReceipt> receipts) {
        room.give(request.forms());
        request.complete(receipts);
        request.pending().ifPresent(pending -> {
            AuditReceipt receipt = receipts.get(0);
            lead.afterwards(() -> pending.completeDurable(receipt));
            news.await(pending, receipt);
        });
    }

    /** Publishes a checkpoint over everything appended so far. */
    SignedCheckpoint checkpoint() {
        Optional<Integration> begun = lead.hold(checkpoints::begun);
        return begun.map(checkpoints::publish).orElseGet(this::published);
    }

    /** Publishes a checkpoint whose last entry says where every tenant stands. */
    PublishedHeads checkpointOverHeads(TenantId tenant) {
        return lead.hold(() -> checkpoints.begunOverHeads(tenant)).publish(checkpoints);
    }

    LogWriter.Snapshot snapshot() {
        return lead.hold(writer::snapshot);
    }

    SignedCheckpoint published() {
        return lead.hold(writer::published);
    }

    /** Appends what is waiting, publishes a last checkpoint and lets nothing more in. */
    void close() {
        lead.hold(() -> {
            queue.drain();
            checkpoints.settle();
            try {
                writer.close();
            } finally {
                upkeep.end();
                news.tellOf(writer.published());
                news.close();
            }
            return this;
        });
    }
}
