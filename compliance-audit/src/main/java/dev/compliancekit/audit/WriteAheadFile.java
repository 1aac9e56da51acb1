package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.Checkpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Takes batches of entries; a batch is durable when {@link #append} returns. Through a {@link RandomAccessFile}, since
 * an interrupt closes a channel under its writer. <em>Not thread-safe.</em>
 */
final class WriteAheadFile implements AutoCloseable {

    private final RandomAccessFile file;
    private final WriteAheadTags tags;
    private byte[] lastTag;
    private long durableBytes;

    private WriteAheadFile(Path path, WriteAheadTags tags, long length, byte[] lastTag) throws IOException {
        this.tags = tags;
        this.lastTag = lastTag;
        this.durableBytes = length;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (file.length() != length) {
                file.setLength(length);
            }
            file.seek(length);
            file.getFD().sync(); // what was read may not have been durable
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Puts a new, empty file in the place of the old one. */
    static WriteAheadFile start(Path directory, WriteAheadTags tags, Checkpoint continued) throws IOException {
        Path path = directory.resolve(WriteAheadForm.FILE);
        byte[] header = WriteAheadForm.header(continued.treeSize(), continued.rootHash(), tags);
        DurableFiles.replace(path, header);
        byte[] tag = WriteAheadScan.of(header, tags).lastTag();
        return new WriteAheadFile(path, tags, header.length, tag);
    }

    /** Goes on after the last good frame; whatever stands behind it is cut. */
    static WriteAheadFile resume(Path directory, WriteAheadTags tags, WriteAheadScan scan) throws IOException {
        return new WriteAheadFile(directory.resolve(WriteAheadForm.FILE), tags, scan.goodBytes(), scan.lastTag());
    }

    void append(long firstIndex, int count, byte[] payload) throws IOException {
        byte[] header = WriteAheadForm.frameHeader(firstIndex, count, payload.length);
        byte[] tag = tags.ofFrame(lastTag, header, payload);
        byte[] frame = WriteAheadForm.frame(header, payload, tag);
        file.write(frame);
        file.getFD().sync();
        lastTag = tag;
        durableBytes += frame.length;
    }

    long durableBytes() {
        return durableBytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
