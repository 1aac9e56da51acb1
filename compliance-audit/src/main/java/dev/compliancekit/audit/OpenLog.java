package dev.compliancekit.audit;

import dev.compliancekit.audit.internal.DurableFiles;
import dev.compliancekit.audit.internal.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Opens a log under its lock, and gives the lock back if that fails. */
final class OpenLog {

    private OpenLog() {}

    /** What is done under the lock. */
    @FunctionalInterface
    interface Opening {
        AuditLog open(FolderLock lock) throws IOException;
    }

    static AuditLog open(Opening opening, Path directory) {
        try {
            DurableFiles.createDirectories(directory);
            FolderLock lock = FolderLock.acquire(directory)
                    .orElseThrow(() -> new AuditStoreException(
                            "the log is open for writing already; a log has one writer at a time"));
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

    static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new AuditStoreException("the lock of the log cannot be released", e);
        }
    }
}
