package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The segment that takes batches of entries; a batch is durable when {@link #append} returns. Through a
 * {@link RandomAccessFile}, since an interrupt closes a channel under its writer. <em>Not thread-safe.</em>
 */
final class WriteAheadFile implements AutoCloseable {

    private final Path directory;
    private final WriteAheadTags tags;
    private final SegmentHeader header;
    private final FrameChain chain;
    private final RandomAccessFile file;
    private long durableBytes;

    private WriteAheadFile(Path directory, WriteAheadTags tags, SegmentHeader header, FrameChain chain, long length)
            throws IOException {
        this.directory = directory;
        this.tags = tags;
        this.header = header;
        this.chain = chain;
        this.durableBytes = length;
        this.file = new RandomAccessFile(path().toFile(), "rw");
        try {
            if (file.length() != length) {
                file.setLength(length);
            }
            file.getFD().sync(); // what was read may not have been durable
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Starts segment 0. */
    static WriteAheadFile startFirst(
            Path directory, WriteAheadTags tags, FirstKey firstKey, byte[] key, Checkpoint continued)
            throws IOException {
        return start(directory, tags, 0, firstKey, key, continued);
    }

    private static WriteAheadFile start(
            Path directory, WriteAheadTags tags, long number, FirstKey firstKey, byte[] key, Checkpoint continued)
            throws IOException {
        FrameKeys keys = new FrameKeys();
        long first = continued.treeSize();
        Bytes root = continued.rootHash();
        byte[] seal = keys.seal(key, tags.origin(), SegmentHeader.fields(number, first, root, firstKey));
        byte[] hiddenNext = tags.masked(seal, SegmentHeader.NEXT_SEGMENT, keys.nextSegment(key));
        SegmentHeader untagged = new SegmentHeader(
                number, first, root, firstKey, Bytes.copyOf(seal), Bytes.copyOf(hiddenNext), Bytes.copyOf(new byte[0]));
        byte[] frameKey = keys.firstFrame(key);
        SegmentHeader header = untagged.withTag(keys.tag(frameKey, untagged.digest(keys)));
        byte[] beginning = header.write(SegmentHeader.slot(0, tags.masked(seal, 0, frameKey)));
        DurableFiles.replace(directory.resolve(WriteAheadFolder.name(number)), beginning);
        FrameChain chain = new FrameChain(header);
        chain.setKey(frameKey, 0);
        Arrays.fill(frameKey, (byte) 0);
        return new WriteAheadFile(directory, tags, header, chain, beginning.length);
    }

    /** Goes on after the last good frame; whatever stands behind it is cut, and a torn key is written again. */
    static WriteAheadFile resume(Path directory, WriteAheadTags tags, WriteAheadScan scan) throws IOException {
        WriteAheadFile resumed = new WriteAheadFile(directory, tags, scan.header(), scan.chain(), scan.goodBytes());
        if (scan.hasDamagedKey()) {
            try {
                resumed.rewriteKey(scan.slots());
            } catch (IOException e) {
                resumed.close();
                throw e;
            }
        }
        return resumed;
    }

    /** The key that follows from the one that can be read: it was being written when it was torn. */
    private void rewriteKey(KeySlots slots) throws IOException {
        byte[] seal = header.seal().toByteArray();
        byte[] readable = tags.masked(seal, slots.frame(), slots.hiddenKey());
        byte[] next = new FrameKeys().nextFrame(readable);
        long number = slots.frame() + 1;
        byte[] slot = SegmentHeader.slot(number, tags.masked(seal, number, next));
        Arrays.fill(readable, (byte) 0);
        Arrays.fill(next, (byte) 0);
        file.seek(SegmentHeader.slotAt(number));
        file.write(Arrays.copyOf(slot, SegmentHeader.PAGE));
        file.getFD().sync();
    }

    /** Starts the next segment; this one takes nothing more. */
    WriteAheadFile next(Checkpoint continued) throws IOException {
        byte[] key = tags.masked(
                header.seal().toByteArray(),
                SegmentHeader.NEXT_SEGMENT,
                header.hiddenNext().toByteArray());
        WriteAheadFile next = start(directory, tags, header.number() + 1, header.firstKey(), key, continued);
        Arrays.fill(key, (byte) 0);
        chain.forget();
        file.close();
        return next;
    }

    /** Writes a batch, of which the entries are in the frame already, and syncs it. */
    void append(long firstIndex, FrameBytes frame) throws IOException {
        byte[] frameHeader = WriteAheadForm.frameHeader(firstIndex, frame.count(), frame.payloadBytes());
        frame.close(frameHeader, chain.next(frameHeader, frame.leafHashes()));
        long number = chain.frame();
        byte[] hidden = tags.masked(header.seal().toByteArray(), number, chain.key());
        file.seek(SegmentHeader.slotAt(number));
        file.write(SegmentHeader.slot(number, hidden));
        file.seek(durableBytes);
        file.write(frame.array(), 0, frame.length());
        file.getFD().sync();
        durableBytes += frame.length();
    }

    Path path() {
        return directory.resolve(WriteAheadFolder.name(header.number()));
    }

    ClosedSegment closed() {
        return ClosedSegment.of(header);
    }

    long durableBytes() {
        return durableBytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
