package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log as its files say it is, ready to be written on.
 *
 * @param tiles holds all entries
 * @param chains stands after all entries
 * @param window holds the last entries that bear an id
 * @param recent the entries after the checkpoint
 * @param published the last checkpoint
 * @param writeAhead stands after all entries
 * @param closed the segments before it that the next checkpoint covers
 * @param report what was found
 * @param keyRewritten whether a key in the write-ahead file could not be read, and was written again
 */
record RecoveredLog(
        TileWriter tiles,
        TenantChains chains,
        EventWindow window,
        List<byte[]> recent,
        SignedCheckpoint published,
        WriteAheadFile writeAhead,
        List<ClosedSegment> closed,
        RecoveryReport report,
        boolean keyRewritten) {

    /** Creates a log where there is none, or reads the one that is there; the caller holds the writer's lock. */
    static RecoveredLog open(Path directory, LogKey key, int windowEvents, @Nullable Supplier<EscrowKey> escrow)
            throws IOException {
        SegmentKeys keys = SegmentKeys.of(key, null);
        NewSegments fresh = new NewSegments(directory, key, escrow);
        if (isUnstarted(directory, keys)) {
            Checkpoint empty =
                    new Checkpoint(key.origin(), 0, MerkleTree.empty().root());
            fresh.first(empty).close();
            Integration.publish(directory, key, empty);
        }
        CoveredEntries covered = new CoveredEntries(directory, key, windowEvents);
        try {
            TileWriter tiles = covered.read();
            SignedCheckpoint published = TileDirectory.of(directory).checkpoint();
            return resume(WriteAheadFolder.read(directory, keys, false), fresh, tiles, covered, published);
        } catch (LogTamperedException e) {
            throw new LogTamperedException(
                    "the log is not opened for writing, and nothing was changed: " + e.getMessage(), e);
        }
    }

    /** Nothing is there yet, or a crash came between the first two files: the checkpoint comes last. */
    private static boolean isUnstarted(Path directory, SegmentKeys keys) throws IOException {
        boolean started = Files.exists(directory.resolve("checkpoint"))
                || Files.exists(directory.resolve("tile"))
                || Files.exists(directory.resolve(SealsFile.FILE));
        return !started && WriteAheadFolder.read(directory, keys, false).isUnstarted();
    }

    private static RecoveredLog resume(
            WriteAheadFolder folder,
            NewSegments fresh,
            TileWriter tiles,
            CoveredEntries covered,
            SignedCheckpoint published)
            throws IOException {
        Checkpoint checkpoint = published.unverified();
        List<WriteAheadScan> uncovered = folder.uncovered(checkpoint);
        List<byte[]> recent = new ArrayList<>();
        for (WriteAheadScan scan : uncovered) {
            WriteAheadFolder.requireRoot(scan, tiles.root());
            addAll(scan, tiles, covered.chains());
            recent.addAll(scan.entries());
        }
        WriteAheadScan last = folder.last();
        WriteAheadFile writeAhead = last.header().isVersion1()
                ? fresh.afterVersion1(last, new Checkpoint(checkpoint.origin(), tiles.size(), tiles.root()))
                : fresh.resume(last);
        folder.removeCovered(uncovered);
        List<ClosedSegment> closed = uncovered.stream()
                .filter(scan -> scan != last || last.header().isVersion1())
                .map(scan -> ClosedSegment.of(scan.header()))
                .toList();
        RecoveryReport report = new RecoveryReport(
                tiles.size(), checkpoint.treeSize(), last.goodBytes(), last.bytes() - last.goodBytes());
        return new RecoveredLog(
                tiles,
                covered.chains(),
                covered.window(),
                recent,
                published,
                writeAhead,
                closed,
                report,
                last.hasDamagedKey());
    }

    private static void addAll(WriteAheadScan scan, TileWriter tiles, TenantChains chains) {
        List<byte[]> entries = scan.entries();
        List<Bytes> leafHashes = scan.leafHashes();
        for (int i = 0; i < entries.size(); i++) {
            Optional<String> problem = chains.check(tiles.size(), leafHashes.get(i), entries.get(i));
            if (problem.isPresent()) {
                throw new LogTamperedException(WriteAheadFolder.nameOf(scan) + ": " + problem.get());
            }
            tiles.add(entries.get(i), leafHashes.get(i));
        }
    }
}
