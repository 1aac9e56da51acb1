package dev.compliancekit.audit;

import dev.compliancekit.core.AuditReceipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one caller wants appended; its events stay together. Completed once, by the thread that leads. */
final class AppendRequest {

    private final List<EntryForm> forms;
    private final @Nullable Thread owner;
    private final @Nullable PendingAppend pending;
    private List<AuditReceipt> receipts = List.of();
    private @Nullable RuntimeException failure;
    private volatile boolean done;

    private AppendRequest(List<EntryForm> forms, @Nullable Thread owner, @Nullable PendingAppend pending) {
        this.forms = forms;
        this.owner = owner;
        this.pending = pending;
    }

    /** Of the thread that asks, which waits. */
    static AppendRequest ofCaller(List<EntryForm> forms) {
        return new AppendRequest(forms, Thread.currentThread(), null);
    }

    /** Nobody waits. */
    static AppendRequest of(EntryForm form, PendingAppend pending) {
        return new AppendRequest(List.of(form), null, pending);
    }

    List<EntryForm> forms() {
        return forms;
    }

    boolean isDone() {
        return done;
    }

    Optional<PendingAppend> pending() {
        return Optional.ofNullable(pending);
    }

    boolean hasOwner() {
        return owner != null;
    }

    int maxBytes() {
        int bytes = 0;
        for (EntryForm form : forms) {
            bytes += form.maxBytes();
        }
        return bytes;
    }

    void complete(List<AuditReceipt> all) {
        receipts = all;
        finish();
    }

    void fail(RuntimeException cause) {
        failure = cause;
        finish();
    }

    private void finish() {
        done = true;
        wake();
    }

    void wake() {
        LockSupport.unpark(owner);
    }

    /** For the owner, once it is done: each caller gets an exception of its own stack. */
    List<AuditReceipt> result() {
        RuntimeException cause = failure;
        if (cause == null) {
            return receipts;
        }
        if (cause instanceof AuditStoreException) {
            throw new AuditStoreException("events are not acknowledged: " + cause.getMessage(), cause);
        }
        if (cause instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(cause.getMessage(), cause);
        }
        throw new IllegalStateException(cause.getMessage(), cause);
    }
}
