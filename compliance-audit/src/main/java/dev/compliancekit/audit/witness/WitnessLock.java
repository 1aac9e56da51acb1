package dev.compliancekit.audit.witness;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one witness at a time into a folder: other processes are kept out by a file lock, others of this process by a
 * register, since the operating system grants a lock to the process that has it already.
 */
final class WitnessLock implements AutoCloseable {

    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Object name;
    private final RandomAccessFile file;
    private final AtomicBoolean released = new AtomicBoolean();

    private WitnessLock(Object name, RandomAccessFile file) {
        this.name = name;
        this.file = file;
    }

    /** Takes the lock of an existing folder, or throws and holds nothing. */
    static WitnessLock acquire(Path directory) throws IOException {
        // the file key stays the same through every mount and link of the folder
        Object name = Objects.requireNonNullElse(
                Files.readAttributes(directory, BasicFileAttributes.class).fileKey(), directory.toRealPath());
        if (!HELD.add(name)) {
            throw new IllegalStateException(ALREADY_OPEN);
        }
        boolean interrupted = Thread.interrupted(); // a pending interrupt would close the channel below
        boolean locked = false;
        try {
            RandomAccessFile file =
                    new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
            try {
                locked = file.getChannel().tryLock() != null; // the channel is never used again
            } catch (OverlappingFileLockException e) {
                throw new IllegalStateException(ALREADY_OPEN, e);
            } finally {
                if (!locked) {
                    file.close();
                }
            }
            if (!locked) {
                throw new IllegalStateException(ALREADY_OPEN);
            }
            return new WitnessLock(name, file);
        } finally {
            if (!locked) {
                HELD.remove(name);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final String ALREADY_OPEN =
            "the witness's directory is open already; a witness has one process at a time";

    @Override
    public void close() throws IOException {
        if (!released.getAndSet(true)) {
            try {
                file.close();
            } finally {
                HELD.remove(name);
            }
        }
    }
}
