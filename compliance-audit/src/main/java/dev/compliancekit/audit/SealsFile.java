package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.core.Bytes;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stays of the write-ahead segments that are gone: from segment 0 on, where each began, and its seal. See
 * {@code docs/formats/write-ahead.md}.
 */
final class SealsFile {

    static final String FILE = "write-ahead.seals";

    private static final byte[] MAGIC = "ckseal/1\n".getBytes(StandardCharsets.US_ASCII);

    /** First index, seal, checksum. */
    private static final int RECORD = Long.BYTES + FrameKeys.SIZE + Integer.BYTES;

    private SealsFile() {}

    /** Where a segment began, and what binds that to its key. */
    record Seal(long firstIndex, Bytes seal) {}

    /** Writes the record of a segment into its place, unless it is there already; durable when it returns. */
    static void append(Path directory, ClosedSegment segment) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(RECORD)
                .putLong(segment.firstIndex())
                .put(segment.seal().toByteArray());
        byte[] seal = out.putInt(WriteAheadForm.checksum(out.array(), 0, RECORD - Integer.BYTES))
                .array();
        boolean isNew = segment.number() == 0;
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(FILE).toFile(), "rw")) {
            if (isNew) {
                file.write(MAGIC);
            }
            file.seek(MAGIC.length + segment.number() * RECORD);
            file.write(seal);
            file.getFD().sync();
        }
        if (isNew) {
            DurableFiles.syncDirectory(directory);
        }
    }

    /**
     * How much of the file is good at its end.
     *
     * @param seals how many records there are
     * @param isWhole whether nothing stands behind them
     */
    record Extent(long seals, boolean isWhole) {}

    /** Looks at the last record only. */
    static Extent extent(Path directory) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(FILE).toFile(), "r")) {
            long records = Math.max(0, file.length() - MAGIC.length) / RECORD;
            boolean whole = file.length() == MAGIC.length + records * RECORD;
            if (records > 0) {
                byte[] last = new byte[RECORD];
                file.seek(MAGIC.length + (records - 1) * RECORD);
                file.readFully(last);
                if (!WriteAheadForm.checksumFits(last, 0, RECORD - Integer.BYTES)) {
                    return new Extent(records - 1, false);
                }
            }
            return new Extent(records, whole);
        } catch (FileNotFoundException e) {
            return new Extent(0, true);
        }
    }

    /** Reads the records in their order, a few at a time. */
    static final class Cursor implements AutoCloseable {

        private final InputStream in;
        private boolean more;

        private Cursor(InputStream in) throws IOException {
            this.in = in;
            this.more = Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }

        /** The next one, unless it is damaged. */
        Optional<Seal> next() throws IOException {
            byte[] record = more ? in.readNBytes(RECORD) : new byte[0];
            more = record.length == RECORD && WriteAheadForm.checksumFits(record, 0, RECORD - Integer.BYTES);
            return more ? Optional.of(parse(record)) : Optional.empty();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Starts with the first record; closed by the caller. */
    static Cursor open(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return new Cursor(
                Files.exists(file)
                        ? new BufferedInputStream(new FileInputStream(file.toFile()))
                        : InputStream.nullInputStream());
    }

    private static Seal parse(byte[] record) {
        byte[] seal = Arrays.copyOfRange(record, Long.BYTES, Long.BYTES + FrameKeys.SIZE);
        return new Seal(ByteBuffer.wrap(record).getLong(), Bytes.copyOf(seal));
    }
}
