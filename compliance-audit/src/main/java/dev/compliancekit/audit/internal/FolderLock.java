package dev.compliancekit.audit.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one writer into a folder. Other processes are kept out by a file lock; writers of this process by a register,
 * since the operating system grants a lock to the process that has it already, and drops it when any descriptor of the
 * file is closed. <em>Thread-safe.</em>
 */
public final class FolderLock implements AutoCloseable {

    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Set<Object> names;
    private final RandomAccessFile file;
    private final AtomicBoolean released = new AtomicBoolean();

    private FolderLock(Set<Object> names, RandomAccessFile file) {
        this.names = names;
        this.file = file;
    }

    /**
     * Takes the lock of an existing folder.
     *
     * @param directory the folder; the lock is on the file {@code lock} in it
     * @return the lock, or nothing if somebody has it, by whatever path
     * @throws IOException if the lock cannot be tried; nothing is held then
     */
    public static Optional<FolderLock> acquire(Path directory) throws IOException {
        Set<Object> names = register(directory);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        boolean interrupted = Thread.interrupted(); // a pending interrupt would close the channel below
        boolean locked = false;
        try {
            RandomAccessFile file =
                    new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
            try {
                locked = lock(file);
                return locked ? Optional.of(new FolderLock(names, file)) : Optional.empty();
            } finally {
                if (!locked) {
                    file.close();
                }
            }
        } finally {
            if (!locked) {
                HELD.removeAll(names);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One call on a fresh channel, which is never used again: no later interrupt can close it. */
    private static boolean lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** By the real path and by the file key, which stays the same through every mount of the folder; or none. */
    private static Set<Object> register(Path directory) throws IOException {
        Set<Object> names = new HashSet<>();
        names.add(directory.toRealPath());
        names.add(Objects.requireNonNullElse(
                Files.readAttributes(directory, BasicFileAttributes.class).fileKey(), directory.toRealPath()));
        Set<Object> taken = new HashSet<>();
        for (Object name : names) {
            if (!HELD.add(name)) {
                HELD.removeAll(taken);
                return Set.of();
            }
            taken.add(name);
        }
        return names;
    }

    /** Gives the lock back; a second call does nothing. */
    @Override
    public void close() throws IOException {
        if (!released.getAndSet(true)) { // a second time, the names may be another writer's
            try {
                file.close();
            } finally {
                HELD.removeAll(names);
            }
        }
    }
}
