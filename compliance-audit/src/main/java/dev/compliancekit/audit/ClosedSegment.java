package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A write-ahead file that takes nothing more, and goes once a checkpoint covers it.
 *
 * @param number of the segment, or {@link SegmentHeader#VERSION_1}
 * @param firstIndex the size of the tree that it continues
 * @param seal what stays of it; empty in version 1
 */
record ClosedSegment(long number, long firstIndex, Bytes seal) {

    static ClosedSegment of(SegmentHeader header) {
        return new ClosedSegment(header.number(), header.firstIndex(), header.seal());
    }

    /**
     * Removes segments in their order, each durably before the next one leaves its seal: so a power cut brings back one
     * of them at most, and never one that a later segment's seal says is gone.
     */
    static void removeAll(Path directory, List<ClosedSegment> segments) throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            if (i > 0) {
                DurableFiles.syncDirectory(directory);
            }
            segments.get(i).remove(directory);
        }
    }

    /** Keeps its seal, overwrites its keys, and removes it: safe to stop in between. */
    private void remove(Path directory) throws IOException {
        Path path = directory.resolve(WriteAheadFolder.name(number));
        if (number != SegmentHeader.VERSION_1) {
            SealsFile.append(directory, this);
            wipe(path);
        }
        Files.delete(path);
    }

    private static void wipe(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(SegmentHeader.slotAt(0));
            file.write(new byte[SegmentHeader.BYTES - SegmentHeader.slotAt(0)]);
            file.getFD().sync();
        }
    }
}
