package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.LogVerifier;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the checkpoint of a log covers, made ready for writing on. If the heads of the tenants were written down at a
 * size that the checkpoint continues, only the entries after it are read; else all are, and everything is verified.
 */
final class CoveredEntries {

    private final Path directory;
    private final LogKey key;
    private final int windowEvents;
    private final EventWindow window;
    private final TenantChains chains;

    CoveredEntries(Path directory, LogKey key, int windowEvents) {
        this.directory = directory;
        this.key = key;
        this.windowEvents = windowEvents;
        this.window = new EventWindow(windowEvents);
        this.chains = new TenantChains(this::remember);
    }

    EventWindow window() {
        return window;
    }

    TenantChains chains() {
        return chains;
    }

    private void remember(long index, Bytes leafHash, StoredEvent stored) {
        if (stored.event().attributes().containsKey(AuditEvent.EVENT_ID)) {
            window.add(
                    stored.form(),
                    new AuditReceipt(
                            key.origin(), index, leafHash, stored.place().nextSequence()));
        }
    }

    /**
     * Reads them.
     *
     * @return a writer of tiles that stands after the last one
     * @throws LogTamperedException if something does not fit
     */
    TileWriter read() throws IOException {
        TileDirectory tiles = TileDirectory.of(directory);
        Optional<PrunedStart> pruned = PrunedStart.read(directory, key.vkey());
        long minimum = pruned.map(start -> start.minimum().index()).orElse(0L);
        Optional<TenantHeadsFile.Heads> heads =
                TenantHeadsFile.read(directory, new WriteAheadTags(key)).filter(found -> found.size() >= minimum);
        if (heads.isEmpty()) {
            return readAll(pruned);
        }
        SignedCheckpoint signed = tiles.checkpoint();
        Checkpoint checkpoint = signed.verify(key.vkey());
        TenantHeadsFile.Heads start = heads.get();
        if (start.size() > checkpoint.treeSize()) {
            return readAll(pruned);
        }
        Checkpoint then = new Checkpoint(checkpoint.origin(), start.size(), start.root());
        tiles.proveConsistency(start.size(), checkpoint.treeSize()).verify(then, checkpoint);
        TileWriter writer = TileWriter.resume(directory, checkpoint);
        chains.startFrom(start.heads());
        readTail(tiles, checkpoint.treeSize(), start.size(), minimum);
        return writer;
    }

    /** The last entries, for their ids; those after the heads also for their places. */
    private void readTail(TileDirectory tiles, long size, long headsSize, long minimum) {
        long from = Math.max(minimum, Math.min(headsSize, size - windowEvents));
        new StoredEntries(tiles, new LogWriter.Snapshot(size, List.of())).read(from, (index, leafHash, entry) -> {
            Optional<String> problem = index < headsSize
                    ? TenantChains.parse(index, entry, stored -> remember(index, leafHash, stored))
                    : chains.check(index, leafHash, entry);
            if (problem.isPresent()) {
                throw new LogTamperedException(problem.get());
            }
            return true;
        });
    }

    /** All that is there: from the beginning, or from where a pruned log begins. */
    private TileWriter readAll(Optional<PrunedStart> pruned) {
        TileWriter writer = new TileWriter();
        pruned.ifPresent(start -> chains.startFrom(start.heads()));
        VerificationReport report = LogVerifier.of(key.vkey()).verify(directory, (index, leafHash, entry) -> {
            if (pruned.isEmpty()) {
                writer.add(entry, leafHash);
                writer.forgetWritten();
            }
            return chains.check(index, leafHash, entry);
        });
        if (!report.isIntact()) {
            throw new LogTamperedException(report.findings().get(0).toString());
        }
        return pruned.isEmpty()
                ? writer
                : TileWriter.resume(directory, report.checkpoint().orElseThrow());
    }
}
