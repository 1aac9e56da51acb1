package dev.compliancekit.audit;

import dev.compliancekit.audit.heads.HeadsPath;
import dev.compliancekit.audit.heads.HeadsTree;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives entries their place and makes them durable. After any exception its state is no longer that of the files, and
 * it must not be used again. <em>Not thread-safe: one thread leads at a time.</em>
 */
final class LogWriter implements AutoCloseable {

    /** How many entries are read again when the log is opened, at most; more if there are many tenants. */
    private static final long HEADS_EVERY = 1 << 16;

    private static final int HEADS_EVERY_PER_TENANT = 4;

    /** What may lie in memory and in the write-ahead file before a checkpoint must come. */
    private static final long MAX_RECENT_BYTES = 8 << 20;

    /** So many times as much may come while a checkpoint is written. */
    private static final int CROWD = 4;

    private final Path directory;
    private final LogKey key;
    private final InstantSource clock;
    private final int checkpointEvery;
    private final TileWriter tiles;
    private final TenantChains chains;
    private final EventWindow window;
    private final List<byte[]> recent;
    private final FrameKeys hashes = new FrameKeys();
    private final FrameBytes placed = new FrameBytes();
    private final List<ClosedSegment> closed;
    private long recentBytes;
    private SignedCheckpoint published;
    private WriteAheadFile writeAhead;
    private long headsSize = -1;

    LogWriter(Path directory, LogKey key, InstantSource clock, int checkpointEvery, RecoveredLog recovered) {
        this.directory = directory;
        this.key = key;
        this.clock = clock;
        this.checkpointEvery = checkpointEvery;
        this.tiles = recovered.tiles();
        this.chains = recovered.chains();
        this.window = recovered.window();
        this.recent = new ArrayList<>(recovered.recent());
        this.recent.forEach(entry -> recentBytes += entry.length);
        this.published = recovered.published();
        this.writeAhead = recovered.writeAhead();
        this.closed = new ArrayList<>(recovered.closed());
    }

    /**
     * What is readable: the published tiles and the durable entries after them.
     *
     * @param size how many entries the published tiles hold
     * @param recent the entries after them
     */
    record Snapshot(long size, List<byte[]> recent) {}

    Snapshot snapshot() {
        return new Snapshot(
                published.unverified().treeSize(), List.copyOf(recent.subList(0, recent.size() - placed.count())));
    }

    SignedCheckpoint published() {
        return published;
    }

    long size() {
        return tiles.size();
    }

    Bytes root() {
        return tiles.root();
    }

    boolean hasUnpublished() {
        return !recent.isEmpty();
    }

    /** @throws IllegalArgumentException if an event has the id of another one */
    void requireOwnIds(List<EntryForm> forms) {
        window.requireOwnIds(forms);
    }

    /** Gives the events their places, those that are in the log already the old ones; durable after {@link #flush}. */
    List<AuditReceipt> place(List<EntryForm> forms) {
        String recordedAt = forms.get(0).time(clock.instant()); // all are of one version
        List<AuditReceipt> receipts = new ArrayList<>(forms.size());
        for (EntryForm form : forms) {
            receipts.add(window.find(form).orElseGet(() -> placeNew(form, recordedAt)));
        }
        return receipts;
    }

    private AuditReceipt placeNew(EntryForm form, String recordedAt) {
        TenantHead place = chains.head(form.tenant());
        byte[] entry = form.entry(place, recordedAt);
        byte[] hash = hashes.leafHash(entry);
        Bytes leafHash = Bytes.copyOf(hash);
        AuditReceipt receipt = new AuditReceipt(key.origin(), tiles.size(), leafHash, place.nextSequence());
        chains.advance(form.tenant(), place, leafHash);
        tiles.add(entry, leafHash);
        window.add(form, receipt);
        placed.add(entry, hash);
        recent.add(entry);
        recentBytes += entry.length;
        return receipt;
    }

    /** Makes what was placed since the last call durable, as one batch with one sync. */
    void flush() throws IOException {
        if (placed.count() > 0) {
            writeAhead.append(tiles.size() - placed.count(), placed);
            placed.reset();
        }
    }

    boolean isCheckpointDue() {
        return recent.size() >= checkpointEvery || recentBytes >= MAX_RECENT_BYTES;
    }

    /** The bytes of the segment that is written that hold what was made durable. */
    long writeAheadBytes() {
        return writeAhead.durableBytes();
    }

    /** So much is under no checkpoint that the next one must come first. */
    boolean isCrowded() {
        return recent.size() >= CROWD * (long) checkpointEvery || recentBytes >= CROWD * MAX_RECENT_BYTES;
    }

    /** Starts a new segment, and hands over what the ones before hold; there must be entries under no checkpoint. */
    Integration roll() throws IOException {
        Checkpoint covered = new Checkpoint(key.origin(), tiles.size(), tiles.root());
        closed.add(writeAhead.closed());
        writeAhead = writeAhead.next(covered);
        boolean withHeads =
                tiles.size() - headsSize >= Math.max(HEADS_EVERY, (long) HEADS_EVERY_PER_TENANT * chains.tenants());
        Integration next = new Integration(
                directory,
                key,
                covered,
                recent.size(),
                recentBytes,
                tiles.cut(),
                closed,
                withHeads ? Optional.of(heads()) : Optional.empty());
        closed.clear();
        return next;
    }

    private TenantHeadsFile.Heads heads() {
        return new TenantHeadsFile.Heads(tiles.size(), tiles.root(), chains.heads());
    }

    /** What the last call of {@link #roll} gave was published. */
    void integrated(Integration done, SignedCheckpoint checkpoint) {
        published = checkpoint;
        recent.subList(0, done.entries()).clear();
        recentBytes -= done.entryBytes();
        if (done.hasHeads()) {
            headsSize = done.treeSize();
        }
    }

    /** Gives the entry that says where every tenant stands its place; answers with where one of them does. */
    HeadsPath placeHeads(EntryForms forms, TenantId tenant) {
        HeadsTree tree = chains.tree();
        HeadsPath path = tree.path(tenant);
        place(List.of(forms.of(HeadsEvents.of(forms.operator(), clock.instant(), tree))));
        return path;
    }

    /** Publishes a checkpoint over everything, here and now. */
    SignedCheckpoint checkpoint() throws IOException {
        if (hasUnpublished()) {
            Integration next = roll();
            integrated(next, next.publish());
        }
        return published;
    }

    /** Publishes a last checkpoint, and notes what the next opening need not read. */
    void finish() throws IOException {
        checkpoint();
        if (headsSize != tiles.size()) {
            TenantHeadsFile.write(directory, new WriteAheadTags(key), heads());
            headsSize = tiles.size();
        }
    }

    /** The segment that is written. */
    Path writeAheadPath() {
        return writeAhead.path();
    }

    @Override
    public void close() throws IOException {
        writeAhead.close();
    }
}
