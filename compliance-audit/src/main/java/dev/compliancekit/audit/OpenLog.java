package dev.compliancekit.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Opens a log under its lock, and gives the lock back if that fails. */
final class OpenLog {

    private OpenLog() {}

    /** What is done under the lock. */
    @FunctionalInterface
    interface Opening {
        AuditLog open(WriterLock lock) throws IOException;
    }

    static AuditLog open(Opening opening, Path directory) {
        try {
            DurableFiles.createDirectories(directory);
            WriterLock lock = WriterLock.acquire(directory);
            boolean opened = false;
            try {
                AuditLog log = opening.open(lock);
                opened = true;
                return log;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new AuditStoreException("the log cannot be opened", e);
        }
    }

    static void release(WriterLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new AuditStoreException("the lock of the log cannot be released", e);
        }
    }
}
