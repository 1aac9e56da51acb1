package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.internal.SmallFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a ledger: whole lines, appended and forced to the device. Uses {@link RandomAccessFile}, whose calls an
 * interrupt of the thread does not break off. After one failed write every later one fails: what is on the device is
 * then unknown until the file was read again.
 */
final class LedgerFile implements AutoCloseable {

    private final RandomAccessFile file;
    private final Path path;
    private boolean failed;

    private LedgerFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    static LedgerFile create(Path path, String firstLine) {
        try {
            Files.createFile(path);
            LedgerFile created = open(path);
            created.append(firstLine);
            SmallFile.forceFolder(path);
            return created;
        } catch (IOException e) {
            throw new ErasureLedgerException(
                    "erasure ledger could not be created; accepted is a new file in an existing, writable folder", e);
        }
    }

    static LedgerFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ErasureLedgerException("erasure ledger is missing: without it nothing tells what was erased; "
                    + "accepted is the ledger written before, or a new one made with create");
        }
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            lock(file);
            return new LedgerFile(path, file);
        } catch (IOException e) {
            throw new ErasureLedgerException("erasure ledger could not be opened; it may be opened again later", e);
        }
    }

    private static void lock(RandomAccessFile file) throws IOException {
        boolean locked = false;
        try {
            locked = file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false; // open in this very process
        } finally {
            if (!locked) {
                file.close();
            }
        }
        if (!locked) {
            throw new ErasureLedgerException(
                    "erasure ledger is open elsewhere; accepted is one process and one object at a time");
        }
    }

    /** All bytes, and the file position at their end. */
    byte[] readAll() {
        try {
            byte[] bytes = new byte[Math.toIntExact(file.length())];
            file.seek(0);
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new ErasureLedgerException("erasure ledger could not be read; it may be opened again later", e);
        }
    }

    /** Drops what follows the last whole line. */
    void truncate(long length) {
        try {
            file.setLength(length);
            file.getFD().sync();
            file.seek(length);
        } catch (IOException e) {
            throw new ErasureLedgerException("erasure ledger could not be cut after its last whole line", e);
        }
    }

    void append(String line) {
        if (failed) {
            throw new ErasureLedgerException("erasure ledger failed to write before; accepted is to open it again");
        }
        failed = true;
        try {
            file.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            file.getFD().sync();
        } catch (IOException e) {
            throw new ErasureLedgerException("erasure ledger could not be written; nothing was erased", e);
        }
        failed = false;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new ErasureLedgerException("erasure ledger could not be closed: " + path.getFileName(), e);
        }
    }
}
