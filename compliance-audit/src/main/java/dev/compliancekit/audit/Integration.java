package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes tiles and a checkpoint of what closed segments hold, and removes those; nothing of it is shared with the
 * writer, which goes on meanwhile. Published by one thread, which claims it before.
 */
final class Integration {

    private final Path directory;
    private final LogKey key;
    private final Checkpoint covered;
    private final int entries;
    private final long entryBytes;
    private final TileFiles tiles;
    private final List<ClosedSegment> closed;
    private final Optional<TenantHeadsFile.Heads> heads;
    private final AtomicBoolean claimed = new AtomicBoolean();

    Integration(
            Path directory,
            LogKey key,
            Checkpoint covered,
            int entries,
            long entryBytes,
            TileFiles tiles,
            List<ClosedSegment> closed,
            Optional<TenantHeadsFile.Heads> heads) {
        this.directory = directory;
        this.key = key;
        this.covered = covered;
        this.entries = entries;
        this.entryBytes = entryBytes;
        this.tiles = tiles;
        this.closed = List.copyOf(closed);
        this.heads = heads;
    }

    /** Whether the caller is the one who publishes it. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** How many entries it adds to those under the checkpoint before. */
    int entries() {
        return entries;
    }

    long entryBytes() {
        return entryBytes;
    }

    long treeSize() {
        return covered.treeSize();
    }

    boolean hasHeads() {
        return heads.isPresent();
    }

    /** Tiles, then the checkpoint over them, then the segments go: safe to stop in between. */
    SignedCheckpoint publish() throws IOException {
        tiles.write(directory);
        SignedCheckpoint signed = publish(directory, key, covered);
        ClosedSegment.removeAll(directory, closed);
        tiles.dropPartials(directory);
        if (heads.isPresent()) {
            TenantHeadsFile.write(directory, new WriteAheadTags(key), heads.get());
        }
        return signed;
    }

    static SignedCheckpoint publish(Path directory, LogKey key, Checkpoint checkpoint) throws IOException {
        SignedCheckpoint signed = key.signingKey().sign(checkpoint);
        DurableFiles.replace(directory.resolve("checkpoint"), signed.text().getBytes(StandardCharsets.UTF_8));
        return signed;
    }
}
