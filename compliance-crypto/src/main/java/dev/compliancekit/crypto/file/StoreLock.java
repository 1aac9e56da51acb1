package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a second process, and a second opener in this one, out of a directory; gone when the process dies. */
final class StoreLock implements AutoCloseable {

    /**
     * The files locked by this process, by device and inode, so that no second channel to one is ever opened: closing
     * it would release the lock of the first (POSIX.1 fcntl).
     */
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Object identity;
    private final FileChannel channel;

    private StoreLock(Object identity, FileChannel channel) {
        this.identity = identity;
        this.channel = channel;
    }

    /**
     * Locks a file that is there.
     *
     * @throws IllegalStateException if it is locked already
     */
    static StoreLock acquire(Path file) throws IOException {
        Object identity = identityOf(file);
        if (!HELD.add(identity)) {
            throw inUse(file);
        }
        FileChannel channel = null;
        boolean acquired = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            acquired = lock != null;
        } finally {
            if (!acquired) {
                release(identity, channel);
            }
        }
        if (!acquired) {
            throw inUse(file);
        }
        return new StoreLock(identity, channel);
    }

    private static Object identityOf(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    private static IllegalStateException inUse(Path file) {
        return new IllegalStateException(
                "key store " + file.toAbsolutePath().getParent() + " is in use; accepted is one opener at a time");
    }

    private static void release(Object identity, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(identity);
        }
    }

    @Override
    public void close() throws IOException {
        release(identity, channel);
    }
}
