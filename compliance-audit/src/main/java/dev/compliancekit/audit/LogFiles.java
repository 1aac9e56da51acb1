package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Bytes;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the files of a log for writing, and opens them again after a failure. The caller holds the writer's lock.
 *
 * @param directory the log's directory
 * @param key the log's key
 * @param clock where the time of recording comes from
 * @param life what the log tells of itself
 * @param checkpointEvery after how many entries a checkpoint is due
 * @param windowEvents how many events with an id are remembered
 * @param escrow makes the first key of a log that is created, if it shall not follow from the log's key
 */
record LogFiles(
        Path directory,
        LogKey key,
        InstantSource clock,
        LogLife life,
        int checkpointEvery,
        int windowEvents,
        @Nullable Supplier<EscrowKey> escrow) {

    private static final int PROBE_BYTES = 1 << 16;

    /** In which version the log writes its entries. */
    EntryForms forms() {
        return life.forms();
    }

    /** What opening found, and the writer that goes on from there. */
    record Opened(RecoveryReport report, LogWriter writer) {}

    Opened open() throws IOException {
        RecoveredLog recovered = RecoveredLog.open(directory, key, windowEvents, escrow);
        PrunedBundles.finish(directory);
        LogWriter writer = new LogWriter(directory, key, clock, checkpointEvery, recovered);
        try {
            requireVersion(writer);
            if (recovered.keyRewritten()) {
                life.recovered(
                        writer,
                        recovered.report(),
                        "one of the two keys of write-ahead was torn or changed, and was written again");
            } else if (recovered.report().cutBytes() > 0) {
                life.recovered(writer, recovered.report(), "a batch was cut off by a crash");
            }
            life.started(writer, recovered.report());
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
        return new Opened(recovered.report(), writer);
    }

    /** Versions never go down, so the last entry tells whether there are sealed ones. */
    private void requireVersion(LogWriter writer) {
        int last = new StoredEntries(TileDirectory.of(directory), writer.snapshot()).lastVersion();
        if (last > forms().version()) {
            throw new IllegalStateException(
                    "the log has sealed entries, and was opened without sealing; accepted is the sealing it was written with");
        }
    }

    /**
     * Goes on after a failure: whatever was not acknowledged is cut off, everything is read again, and what the failed
     * calls may have left in memory only is written anew.
     *
     * @param failed the writer that failed
     * @param size how many entries were acknowledged
     * @param root their root
     * @throws IOException if the files cannot be read or written
     * @throws LogTamperedException if they do not hold exactly what was acknowledged
     */
    Opened reopen(LogWriter failed, long size, Bytes root) throws IOException {
        probe();
        failed.close();
        long cutBytes = cut(failed.writeAheadPath(), failed.writeAheadBytes());
        RecoveredLog recovered = RecoveredLog.open(directory, key, windowEvents, null);
        LogWriter writer = new LogWriter(directory, key, clock, checkpointEvery, recovered);
        try {
            if (writer.size() != size || !writer.root().equals(root)) {
                throw new LogTamperedException("after a failure the files hold " + writer.size()
                        + " entries with the root " + writer.root() + "; acknowledged were " + size + " with " + root);
            }
            writer.checkpoint();
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
        RecoveryReport found = recovered.report();
        return new Opened(
                new RecoveryReport(size, found.checkpointSize(), failed.writeAheadBytes(), found.cutBytes() + cutBytes),
                writer);
    }

    /** Whether there is room again; cheaper than reading everything to find out. */
    private void probe() throws IOException {
        Path file = directory.resolve("probe.tmp");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(new byte[PROBE_BYTES]);
            out.getFD().sync();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long cut(Path segment, long durableBytes) throws IOException {
        if (!Files.exists(segment)) {
            return 0; // which is told when everything is read again
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            long surplus = file.length() - durableBytes;
            if (surplus > 0) {
                file.setLength(durableBytes);
                file.getFD().sync();
            }
            return Math.max(0, surplus);
        }
    }
}
