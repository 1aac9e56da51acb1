package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells those who wait for a checkpoint over their event. <em>Not thread-safe: called while leading.</em> */
final class CheckpointNews {

    private final Lead lead;
    private final @Nullable WitnessedLevel witnesses;

    /** Durable, and under no checkpoint that was told of. */
    private final List<Uncheckpointed> uncheckpointed = new ArrayList<>();

    /** The size of the last checkpoint that was told of. */
    private long toldSize;

    private record Uncheckpointed(PendingAppend pending, AuditReceipt receipt) {}

    CheckpointNews(Lead lead, @Nullable WitnessedLevel witnesses) {
        this.lead = lead;
        this.witnesses = witnesses;
    }

    PendingAppend newPending() {
        return new PendingAppend(witnesses != null);
    }

    /** The event is durable. */
    void await(PendingAppend pending, AuditReceipt receipt) {
        Uncheckpointed each = new Uncheckpointed(pending, receipt);
        if (receipt.index() < toldSize) {
            lead.afterwards(() -> tell(each)); // a repeated event
        } else {
            uncheckpointed.add(each);
        }
    }

    void tellOf(SignedCheckpoint published) {
        long size = published.unverified().treeSize();
        if (size == toldSize) {
            return;
        }
        toldSize = size;
        // not all need be covered: others may have been placed while it was written
        uncheckpointed.removeIf(each -> {
            boolean reached = each.receipt().index() < size;
            if (reached) {
                lead.afterwards(() -> tell(each));
            }
            return reached;
        });
        WitnessedLevel level = witnesses;
        if (level != null) {
            lead.afterwards(() -> level.published(published));
        }
    }

    private void tell(Uncheckpointed each) {
        if (witnesses != null) {
            witnesses.await(each.pending(), each.receipt());
        }
        each.pending().completeCheckpointed(each.receipt());
    }

    /** No checkpoint comes any more. */
    void close() {
        IllegalStateException closed = new IllegalStateException("the log was closed before a checkpoint was written");
        uncheckpointed.forEach(each -> lead.afterwards(() -> each.pending().fail(closed)));
        uncheckpointed.clear();
        if (witnesses != null) {
            lead.afterwards(witnesses::close);
        }
    }
}
