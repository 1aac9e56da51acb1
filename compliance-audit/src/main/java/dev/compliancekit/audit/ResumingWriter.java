package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writer of an open log. After a failed call of the file system nothing is taken and nothing acknowledged until the
 * files were read again and hold all that was acknowledged; that is tried whenever somebody asks. <em>Not thread-safe:
 * one thread leads at a time.</em>
 */
final class ResumingWriter {

    private final LogFiles files;
    private LogWriter writer;
    private @Nullable AuditStoreException failure;
    private boolean closed;
    private long acknowledged;
    private Bytes acknowledgedRoot;

    ResumingWriter(LogFiles files, LogWriter writer) {
        this.files = files;
        this.writer = writer;
        this.acknowledged = writer.size();
        this.acknowledgedRoot = writer.root();
    }

    LogWriter.Snapshot snapshot() {
        return writer.snapshot();
    }

    SignedCheckpoint published() {
        return writer.published();
    }

    boolean hasUnpublished() {
        return failure == null && !closed && writer.hasUnpublished();
    }

    /**
     * Gives the events of one request their places; they are durable after {@link #flush}.
     *
     * @throws IllegalArgumentException if an id is that of another event; nothing was changed
     */
    List<AuditReceipt> place(List<EntryForm> forms) {
        requireRunning();
        writer.requireOwnIds(forms);
        try {
            return writer.place(forms);
        } catch (RuntimeException | Error e) {
            throw stop("events could not be given their places", e);
        }
    }

    void flush() {
        requireRunning();
        try {
            writer.flush();
        } catch (IOException | RuntimeException | Error e) {
            throw stop("events could not be made durable", e);
        }
        acknowledged = writer.size();
        acknowledgedRoot = writer.root();
    }

    boolean isCheckpointDue() {
        return writer.isCheckpointDue();
    }

    boolean isCrowded() {
        return writer.isCrowded();
    }

    /** Nothing is taken before the files were read again, and nothing else may touch them then. */
    boolean isStopped() {
        return failure != null;
    }

    /** Starts a new segment, and hands over what the ones before hold. */
    Integration roll() {
        requireRunning();
        try {
            return writer.roll();
        } catch (IOException | RuntimeException | Error e) {
            throw noCheckpoint(e);
        }
    }

    void integrated(Integration done, SignedCheckpoint checkpoint) {
        writer.integrated(done, checkpoint);
    }

    /** A checkpoint failed; nothing more is taken. */
    AuditStoreException noCheckpoint(Throwable cause) {
        return stop("a checkpoint could not be written", cause);
    }

    /** Publishes a last checkpoint and lets nothing more in; a second call does nothing. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (failure == null) {
                files.life().stopped(writer);
                writer.finish();
            }
            writer.close();
        } catch (IOException | RuntimeException e) {
            throw stop("the last checkpoint could not be written", e);
        }
    }

    /** Whether events can be taken; tries to go on after a failure. */
    void requireRunning() {
        if (closed) {
            throw new IllegalStateException("the log is closed");
        }
        AuditStoreException earlier = failure;
        if (earlier != null) {
            resume(earlier);
        }
    }

    private void resume(AuditStoreException earlier) {
        LogFiles.Opened opened;
        try {
            opened = files.reopen(writer, acknowledged, acknowledgedRoot);
        } catch (IOException | UncheckedIOException | LogTamperedException e) {
            throw new AuditStoreException(
                    "the log takes nothing since an earlier failure, and cannot go on yet: " + e.getMessage(), e);
        }
        writer = opened.writer();
        failure = null;
        try {
            files.life().recovered(writer, opened.report(), String.valueOf(earlier.getMessage()));
        } catch (IOException | RuntimeException e) {
            throw stop("that the log goes on could not be written", e);
        }
        acknowledged = writer.size();
        acknowledgedRoot = writer.root();
    }

    private AuditStoreException stop(String what, Throwable cause) {
        AuditStoreException stopped = new AuditStoreException(
                what + "; nothing more is taken until the files of the log can be written again", cause);
        failure = stopped;
        return stopped;
    }
}
