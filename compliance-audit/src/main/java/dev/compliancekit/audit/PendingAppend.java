package dev.compliancekit.audit;

import dev.compliancekit.core.AuditReceipt;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * An event on its way into the log, see {@link AuditLog#submit}.
 *
 * <p><em>Thread-safe.</em>
 */
public final class PendingAppend {

    private final CompletableFuture<AuditReceipt> durable = new CompletableFuture<>();
    private final CompletableFuture<AuditReceipt> checkpointed = new CompletableFuture<>();
    private final CompletableFuture<AuditReceipt> witnessed = new CompletableFuture<>();
    private final boolean hasWitnesses;

    PendingAppend(boolean hasWitnesses) {
        this.hasWitnesses = hasWitnesses;
    }

    /**
     * When the event has come so far. What depends on it runs on the thread that wrote the event, and holds up the next
     * ones for as long as it takes: use the {@code Async} methods of the future for anything slow.
     *
     * @param level {@link Acknowledgement#DURABLE} or above; the event is {@link Acknowledgement#ENQUEUED} already
     * @return a future of the event's receipt, a copy of its own; it fails with {@link AuditStoreException} if the
     *     event could not be made durable, with {@link IllegalArgumentException} if its id is that of another event,
     *     and with {@link IllegalStateException} if the log was closed before
     * @throws IllegalArgumentException if the level is {@link Acknowledgement#ENQUEUED}
     * @throws IllegalStateException if the level is {@link Acknowledgement#WITNESSED}, and the log was given no
     *     witnesses
     */
    public CompletableFuture<AuditReceipt> reaching(Acknowledgement level) {
        return switch (Objects.requireNonNull(level, "level")) {
            case ENQUEUED ->
                throw new IllegalArgumentException(
                        "level is ENQUEUED, which has no receipt yet; accepted are DURABLE, CHECKPOINTED and WITNESSED");
            case DURABLE -> durable.copy();
            case CHECKPOINTED -> checkpointed.copy();
            case WITNESSED -> witnessedCopy();
        };
    }

    private CompletableFuture<AuditReceipt> witnessedCopy() {
        if (!hasWitnesses) {
            throw new IllegalStateException("the log has no witnesses; give them to its builder");
        }
        return witnessed.copy();
    }

    void completeDurable(AuditReceipt receipt) {
        durable.complete(receipt);
    }

    void completeCheckpointed(AuditReceipt receipt) {
        checkpointed.complete(receipt);
    }

    void completeWitnessed(AuditReceipt receipt) {
        witnessed.complete(receipt);
    }

    void fail(RuntimeException failure) {
        durable.completeExceptionally(failure);
        checkpointed.completeExceptionally(failure);
        witnessed.completeExceptionally(failure);
    }
}
