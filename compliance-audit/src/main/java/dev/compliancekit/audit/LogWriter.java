package dev.compliancekit.audit;

import dev.compliancekit.audit.heads.HeadsPath;
import dev.compliancekit.audit.heads.HeadsTree;
import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives entries their place and makes them durable. After any exception its state is no longer that of the files, and
 * it must not be used again. <em>Not thread-safe: one thread leads at a time.</em>
 */
final class LogWriter implements AutoCloseable {

    /** How many entries are read again when the log is opened, at most; more if there are many tenants. */
    private static final long HEADS_EVERY = 1 << 16;

    private static final int HEADS_EVERY_PER_TENANT = 4;

    /** What may lie in memory and in the write-ahead file before a checkpoint must come. */
    private static final long MAX_RECENT_BYTES = 4 << 20;

    private final Path directory;
    private final LogKey key;
    private final InstantSource clock;
    private final int checkpointEvery;
    private final TileWriter tiles;
    private final TenantChains chains;
    private final EventWindow window;
    private final List<byte[]> recent;
    private final ByteArrayOutputStream placed = new ByteArrayOutputStream();
    private int placedCount;
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
                published.unverified().treeSize(), List.copyOf(recent.subList(0, recent.size() - placedCount)));
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
        Instant recordedAt = clock.instant();
        List<AuditReceipt> receipts = new ArrayList<>(forms.size());
        for (EntryForm form : forms) {
            receipts.add(window.find(form).orElseGet(() -> placeNew(form, recordedAt)));
        }
        return receipts;
    }

    private AuditReceipt placeNew(EntryForm form, Instant recordedAt) {
        TenantHead place = chains.head(form.tenant());
        byte[] entry = form.entry(place, recordedAt);
        Bytes leafHash = MerkleTree.leafHash(entry);
        AuditReceipt receipt = new AuditReceipt(key.origin(), tiles.size(), leafHash, place.nextSequence());
        chains.advance(form.tenant(), leafHash);
        tiles.add(entry, leafHash);
        window.add(form, receipt);
        EntryBundle.write(placed, entry);
        placedCount++;
        recent.add(entry);
        recentBytes += entry.length;
        return receipt;
    }

    /** Makes what was placed since the last call durable, as one batch with one sync. */
    void flush() throws IOException {
        if (placedCount > 0) {
            writeAhead.append(tiles.size() - placedCount, placedCount, placed.toByteArray());
            placed.reset();
            placedCount = 0;
        }
    }

    boolean isCheckpointDue() {
        return recent.size() >= checkpointEvery || recentBytes >= MAX_RECENT_BYTES;
    }

    /** The bytes of the write-ahead file that hold what was made durable. */
    long writeAheadBytes() {
        return writeAhead.durableBytes();
    }

    /** Publishes tiles, then the checkpoint over them, then starts a new write-ahead file: safe to stop in between. */
    SignedCheckpoint checkpoint() throws IOException {
        if (!recent.isEmpty()) {
            List<String> full = tiles.write();
            Checkpoint checkpoint = new Checkpoint(key.origin(), tiles.size(), tiles.root());
            published = publish(directory, key, checkpoint);
            restartWriteAhead(checkpoint);
            tiles.dropPartials(full);
            recent.clear();
            recentBytes = 0;
            if (tiles.size() - headsSize >= Math.max(HEADS_EVERY, (long) HEADS_EVERY_PER_TENANT * chains.tenants())) {
                writeHeads();
            }
        }
        return published;
    }

    /** Gives the entry that says where every tenant stands its place; answers with where one of them does. */
    HeadsPath placeHeads(EntryForms forms, TenantId tenant) {
        HeadsTree tree = chains.tree();
        HeadsPath path = tree.path(tenant);
        place(List.of(forms.of(HeadsEvents.of(forms.operator(), clock.instant(), tree))));
        return path;
    }

    private void writeHeads() throws IOException {
        Checkpoint covered = published.unverified();
        if (headsSize != covered.treeSize()) {
            TenantHeadsFile.write(
                    directory,
                    new WriteAheadTags(key),
                    new TenantHeadsFile.Heads(covered.treeSize(), covered.rootHash(), chains.heads()));
            headsSize = covered.treeSize();
        }
    }

    /** Publishes a last checkpoint, and notes what the next opening need not read. */
    void finish() throws IOException {
        checkpoint();
        writeHeads();
    }

    static SignedCheckpoint publish(Path directory, LogKey key, Checkpoint checkpoint) throws IOException {
        SignedCheckpoint signed = key.signingKey().sign(checkpoint);
        DurableFiles.replace(directory.resolve("checkpoint"), signed.text().getBytes(StandardCharsets.UTF_8));
        return signed;
    }

    private void restartWriteAhead(Checkpoint checkpoint) throws IOException {
        WriteAheadFile old = writeAhead;
        writeAhead = WriteAheadFile.start(directory, new WriteAheadTags(key), checkpoint);
        old.close();
    }

    @Override
    public void close() throws IOException {
        writeAhead.close();
    }
}
