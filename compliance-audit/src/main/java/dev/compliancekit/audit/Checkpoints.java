package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Has checkpoints written while events go on being appended: by the executor of the application, or by the thread that
 * found one due, once it has given up the lead. One at a time.
 *
 * <p>But for {@link #publish}, all is called while leading.
 */
final class Checkpoints {

    private final Lead lead;
    private final Condition ended;
    private final ResumingWriter writer;
    private final Upkeep upkeep;
    private final CheckpointNews news;

    /** Handed over by the writer, and not yet published. */
    private @Nullable Integration underWay;

    Checkpoints(Lead lead, ResumingWriter writer, Upkeep upkeep, CheckpointNews news) {
        this.lead = lead;
        this.ended = lead.condition();
        this.writer = writer;
        this.upkeep = upkeep;
        this.news = news;
    }

    /** Before a batch: waits if the checkpoints cannot follow, or the files are about to be read again. */
    void makeRoom() {
        if (underWay != null && (writer.isStopped() || writer.isCrowded())) {
            settle();
        }
    }

    /** After a batch. Its events are durable already, so a failure here is told to the next caller. */
    void writeIfDue() {
        if (underWay != null || !writer.hasUnpublished()) {
            return;
        }
        if (writer.isCheckpointDue()) {
            begin();
        } else {
            upkeep.checkpointLater(() -> lead.hold(() -> {
                upkeep.checkpointBegun();
                if (underWay == null && writer.hasUnpublished()) {
                    begin();
                }
                return this;
            }));
        }
    }

    private void begin() {
        try {
            Integration next = writer.roll();
            underWay = next;
            lead.afterwards(() -> upkeep.runOrDo(() -> publishQuietly(next)));
        } catch (AuditStoreException e) {
            // the writer is stopped: the next caller is told, or finds it running again
        }
    }

    /** Begins one over everything, which the caller must {@link #publish}; empty if there is nothing to do. */
    Optional<Integration> begun() {
        settle();
        writer.requireRunning();
        news.tellOf(writer.published());
        if (!writer.hasUnpublished()) {
            return Optional.empty();
        }
        Integration next = writer.roll();
        next.claim();
        underWay = next;
        return Optional.of(next);
    }

    /**
     * Publishes what the caller has claimed.
     *
     * @throws AuditStoreException if that fails; the writer is stopped then
     */
    SignedCheckpoint publish(Integration claimed) {
        try {
            SignedCheckpoint published = claimed.publish();
            return lead.hold(() -> {
                writer.integrated(claimed, published);
                end();
                writeIfDue();
                return published;
            });
        } catch (IOException | RuntimeException | Error e) {
            throw lead.hold(() -> {
                AuditStoreException stopped = writer.noCheckpoint(e);
                end();
                return stopped;
            });
        }
    }

    private void end() {
        underWay = null;
        news.tellOf(writer.published());
        ended.signalAll();
    }

    private void publishQuietly(Integration next) {
        if (next.claim()) {
            try {
                publish(next);
            } catch (AuditStoreException e) {
                // the writer is stopped: the next caller is told, or finds it running again
            }
        }
    }

    /** Waits until nothing is under way, and does what nobody has begun to do. */
    void settle() {
        for (Integration next = underWay; next != null; next = underWay) {
            if (next.claim()) {
                try {
                    publish(next);
                } catch (AuditStoreException e) {
                    return; // the writer is stopped, which whoever asks is told
                }
            } else {
                ended.awaitUninterruptibly();
            }
        }
    }
}
