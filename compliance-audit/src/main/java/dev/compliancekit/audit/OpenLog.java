package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

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

    /** What was cut is told in the log itself. */
    static AuditEvent recovered(TenantId operator, Instant at, RecoveryReport report) {
        return AuditEvent.builder(
                        operator, Actor.service("audit-log"), new Action("log-recovered"), Outcome.SUCCESS, at)
                .target("log")
                .attribute("cutAtByte", Long.toString(report.cutAtByte()))
                .attribute("cutBytes", Long.toString(report.cutBytes()))
                .build();
    }

    static void release(WriterLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new AuditStoreException("the lock of the log cannot be released", e);
        }
    }
}
