package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A log as its files say it is, ready to be written on.
 *
 * @param tiles holds all entries
 * @param chains stands after all entries
 * @param window holds the last entries that bear an id
 * @param recent the entries after the checkpoint
 * @param published the last checkpoint
 * @param writeAhead stands after all entries
 * @param report what was found
 */
record RecoveredLog(
        TileWriter tiles,
        TenantChains chains,
        EventWindow window,
        List<byte[]> recent,
        SignedCheckpoint published,
        WriteAheadFile writeAhead,
        RecoveryReport report) {

    /** Creates a log where there is none, or reads the one that is there; the caller holds the writer's lock. */
    static RecoveredLog open(Path directory, LogKey key, int windowEvents) throws IOException {
        if (isUnstarted(directory, key)) {
            Checkpoint empty =
                    new Checkpoint(key.origin(), 0, MerkleTree.empty().root());
            WriteAheadFile.start(directory, new WriteAheadTags(key), empty).close();
            LogWriter.publish(directory, key, empty);
        }
        CoveredEntries covered = new CoveredEntries(directory, key, windowEvents);
        TileWriter tiles;
        try {
            tiles = covered.read();
        } catch (LogTamperedException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        SignedCheckpoint published = TileDirectory.of(directory).checkpoint();
        return resume(directory, key, tiles, covered.chains(), covered.window(), published);
    }

    /** Nothing is there yet, or a crash came between the first two files: the checkpoint comes last. */
    private static boolean isUnstarted(Path directory, LogKey key) {
        boolean started = Files.exists(directory.resolve("checkpoint")) || Files.exists(directory.resolve("tile"));
        return !started
                && WriteAheadCheck.read(directory, key)
                        .map(scan -> scan.tail() == WriteAheadScan.Tail.CLEAN && scan.nextIndex() == 0)
                        .orElse(true);
    }

    private static RecoveredLog resume(
            Path directory,
            LogKey key,
            TileWriter tiles,
            TenantChains chains,
            EventWindow window,
            SignedCheckpoint published)
            throws IOException {
        Checkpoint checkpoint = published.unverified();
        WriteAheadScan scan = readWriteAhead(directory, key, checkpoint);
        WriteAheadTags tags = new WriteAheadTags(key);
        if (scan.firstIndex() < checkpoint.treeSize()) {
            WriteAheadFile restarted = WriteAheadFile.start(directory, tags, checkpoint);
            return new RecoveredLog(
                    tiles,
                    chains,
                    window,
                    List.of(),
                    published,
                    restarted,
                    report(checkpoint, checkpoint.treeSize(), scan, 0));
        }
        for (byte[] entry : scan.entries()) {
            Bytes leafHash = MerkleTree.leafHash(entry);
            Optional<String> problem = chains.check(tiles.size(), leafHash, entry);
            if (problem.isPresent()) {
                throw refused("write-ahead: " + problem.get());
            }
            tiles.add(entry, leafHash);
        }
        long cut = Files.size(directory.resolve(WriteAheadForm.FILE)) - scan.goodBytes();
        WriteAheadFile writeAhead = WriteAheadFile.resume(directory, tags, scan);
        DurableFiles.syncDirectory(directory);
        return new RecoveredLog(
                tiles,
                chains,
                window,
                scan.entries(),
                published,
                writeAhead,
                report(checkpoint, tiles.size(), scan, cut));
    }

    private static RecoveryReport report(Checkpoint checkpoint, long entries, WriteAheadScan scan, long cut) {
        return new RecoveryReport(entries, checkpoint.treeSize(), scan.goodBytes(), cut);
    }

    /** Only the tail of the file may be anything else than it should be. */
    private static WriteAheadScan readWriteAhead(Path directory, LogKey key, Checkpoint checkpoint) {
        WriteAheadScan scan =
                WriteAheadCheck.read(directory, key).orElseThrow(() -> refused("write-ahead: it is missing"));
        if (scan.tail() == WriteAheadScan.Tail.CORRUPT) {
            throw refused("write-ahead: " + scan.problem());
        }
        WriteAheadCheck.requireContinues(directory, checkpoint, scan);
        return scan;
    }

    private static LogTamperedException refused(String problem) {
        return new LogTamperedException("the log is not opened for writing, and nothing was changed: " + problem);
    }
}
