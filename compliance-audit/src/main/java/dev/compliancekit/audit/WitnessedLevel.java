package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.witness.CosignatureCollector;
import dev.compliancekit.audit.witness.Witnessing;
import dev.compliancekit.core.AuditReceipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Has published checkpoints cosigned, the newest one at a time, and tells those who wait for it. A round that missed
 * its quorum is tried again.
 *
 * <p><em>Thread-safe.</em>
 */
final class WitnessedLevel {

    /** The newest checkpoint that a quorum has cosigned, beside the checkpoint. */
    static final String FILE = "checkpoint.witnessed";

    private final Path directory;
    private final CosignatureCollector collector;
    private final Duration limit;
    private final Upkeep upkeep;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicReference<@Nullable SignedCheckpoint> wanted = new AtomicReference<>();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable SignedCheckpoint witnessed;
    private volatile boolean closed;

    private record Waiting(PendingAppend pending, AuditReceipt receipt) {}

    WitnessedLevel(Path directory, CosignatureCollector collector, Duration limit, Upkeep upkeep) {
        this.directory = directory;
        this.collector = collector;
        this.limit = limit;
        this.upkeep = upkeep;
    }

    Optional<SignedCheckpoint> witnessed() {
        return Optional.ofNullable(witnessed);
    }

    /** The event is under a published checkpoint. */
    void await(PendingAppend pending, AuditReceipt receipt) {
        waiting.add(new Waiting(pending, receipt));
        tell();
    }

    /** A checkpoint was published, after all the calls of {@link #await} for its events. */
    void published(SignedCheckpoint checkpoint) {
        wanted.set(checkpoint);
        if (asking.compareAndSet(false, true)) {
            upkeep.run(this::ask);
        }
    }

    /** One round; another follows at once if something newer is wanted, and after a pause if this one failed. */
    private void ask() {
        SignedCheckpoint next = wanted.getAndSet(null);
        boolean reached = next == null || closed || isCosigned(next);
        if (!reached) {
            wanted.compareAndSet(null, next);
        }
        asking.set(false);
        if (closed || wanted.get() == null || !asking.compareAndSet(false, true)) {
            return;
        }
        if (reached) {
            upkeep.run(this::ask);
        } else if (!upkeep.runLater(this::ask, limit)) {
            asking.set(false);
        }
    }

    private boolean isCosigned(SignedCheckpoint checkpoint) {
        Witnessing answer = collector.collect(checkpoint, TileDirectory.of(directory), limit);
        if (!(answer instanceof Witnessing.Reached) || !keep(answer.checkpoint())) {
            return false;
        }
        witnessed = answer.checkpoint();
        tell();
        return true;
    }

    private boolean keep(SignedCheckpoint cosigned) {
        try {
            DurableFiles.replace(directory.resolve(FILE), cosigned.text().getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return false; // it is asked for again
        }
    }

    private void tell() {
        SignedCheckpoint newest = witnessed;
        if (newest == null) {
            return;
        }
        long size = newest.unverified().treeSize();
        waiting.removeIf(each -> {
            boolean reached = each.receipt().index() < size;
            if (reached) {
                each.pending().completeWitnessed(each.receipt());
            }
            return reached;
        });
    }

    /** Nobody is asked any more, and nobody waits in vain. */
    void close() {
        closed = true;
        IllegalStateException end =
                new IllegalStateException("the log was closed before a quorum of witnesses cosigned");
        for (Waiting each = waiting.poll(); each != null; each = waiting.poll()) {
            each.pending().fail(end);
        }
    }
}
