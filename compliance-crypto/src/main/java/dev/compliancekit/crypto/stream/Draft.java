package dev.compliancekit.crypto.stream;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file beside its target that becomes the target when it is complete, and is removed otherwise. */
final class Draft implements AutoCloseable {

    private final Path target;
    private final Path directory;
    private final Path file;

    private Draft(Path target, Path directory, Path file) {
        this.target = target;
        this.directory = directory;
        this.file = file;
    }

    static Draft beside(Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(target + " is a directory");
        }
        return new Draft(target, directory, Files.createTempFile(directory, ".compliancekit-", ".draft"));
    }

    Path file() {
        return file;
    }

    /** Writes the first bytes. */
    void write(byte[] header) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(header);
        }
    }

    void replaceTarget() throws IOException {
        sync();
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
    }

    /** A second name is given in one step and never to a file that exists; moving is not so careful. */
    void becomeTarget() throws IOException {
        sync();
        try {
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // a file system without links
            Files.move(file, target);
        }
        Files.deleteIfExists(file);
        syncDirectory();
    }

    private void sync() throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.getFD().sync();
        }
    }

    /** Only a channel can do this; an interrupt is put off until it is done. */
    private void syncDirectory() throws IOException {
        boolean interrupted = false;
        try {
            while (!trySyncDirectory()) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean trySyncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
