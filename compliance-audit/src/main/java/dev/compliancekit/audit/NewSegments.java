package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.Checkpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the segment that a log is written on with, when it is opened. */
final class NewSegments {

    private final Path directory;
    private final WriteAheadTags tags;
    private final @Nullable Supplier<EscrowKey> escrow;

    NewSegments(Path directory, LogKey key, @Nullable Supplier<EscrowKey> escrow) {
        this.directory = directory;
        this.tags = new WriteAheadTags(key);
        this.escrow = escrow;
    }

    /** The first segment, with a chain of keys that begins in escrow if there is one. */
    WriteAheadFile first(Checkpoint continued) throws IOException {
        return escrow == null
                ? WriteAheadFile.startFirst(directory, tags, FirstKey.DERIVED, tags.firstKey(), continued)
                : WriteAheadFile.startFirst(
                        directory, tags, FirstKey.ESCROWED, escrow.get().key(), continued);
    }

    /** The first segment after a file of version 1, which a checkpoint will remove. */
    WriteAheadFile afterVersion1(WriteAheadScan old, Checkpoint continued) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(
                directory
                        .resolve(WriteAheadFolder.name(SegmentHeader.VERSION_1))
                        .toFile(),
                "rw")) {
            file.setLength(old.goodBytes());
            file.getFD().sync();
        }
        return first(continued);
    }

    /** The segment that was written, from its last good frame on. */
    WriteAheadFile resume(WriteAheadScan last) throws IOException {
        WriteAheadFile file = WriteAheadFile.resume(directory, tags, last);
        DurableFiles.syncDirectory(directory);
        return file;
    }
}
