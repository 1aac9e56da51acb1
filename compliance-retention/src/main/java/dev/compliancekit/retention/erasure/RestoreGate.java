package dev.compliancekit.retention.erasure;

import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.RestoreMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keeps a restored store from serving what was erased: whoever owns a store asks {@link #requireOpen} before serving. A
 * store knows how far the erasure ledger was applied to it; a restored one knows less than the ledger, and stays closed
 * until {@link #replay} erased again what the backup brought back. Stop erasure runs while a store is restored.
 * <em>Thread-safe.</em>
 */
public final class RestoreGate {

    private final String store;
    private final ErasureLedger ledger;
    private final RestoreMark mark;
    private long confirmed = -1;

    private RestoreGate(String store, ErasureLedger ledger, RestoreMark mark) {
        this.store = Objects.requireNonNull(store, "store");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.mark = Objects.requireNonNull(mark, "mark");
    }

    /**
     * The gate of a store.
     *
     * @param store the store's name, for messages
     * @param ledger what was erased
     * @param mark the mark in the store
     * @return the gate
     */
    public static RestoreGate of(String store, ErasureLedger ledger, RestoreMark mark) {
        return new RestoreGate(store, ledger, mark);
    }

    /**
     * Whether the store may be served.
     *
     * @return true if everything that was erased is erased from this store too, as far as its mark says
     * @throws RuntimeException if the store does not answer
     */
    public synchronized boolean isOpen() {
        OptionalLong applied = mark.read();
        long needed = ledger.appliedLines();
        boolean untouched = confirmed >= 0 && applied.isPresent() && applied.getAsLong() == confirmed;
        boolean open = applied.isPresent() && applied.getAsLong() >= needed && applied.getAsLong() <= ledger.size();
        if (open) {
            confirmed = applied.getAsLong();
        }
        return open || untouched;
    }

    /**
     * Asks for the store to be served.
     *
     * @throws RestoreGateException if it must not be
     * @throws RuntimeException if the store does not answer
     */
    public void requireOpen() {
        if (!isOpen()) {
            throw new RestoreGateException("store " + store
                    + " is behind the erasure ledger, as after a restore; accepted is to replay the ledger first");
        }
    }

    /**
     * Says that a run is over: what it erased is erased from this store. Does nothing if the store was restored since
     * the gate last saw it open.
     *
     * @return whether the store is open
     */
    public synchronized boolean runIsOver() {
        OptionalLong applied = mark.read();
        if (confirmed >= 0 && applied.isPresent() && applied.getAsLong() == confirmed) {
            stamp();
            return true;
        }
        return isOpen();
    }

    /**
     * Erases again what a restored backup brought back, and opens the store if all of it is absent.
     *
     * @param run erases; its targets hold the restored store
     * @param restored every tenant and every subject in the restored store
     * @param kinds what the restored store is for
     * @param restoredAt when it was restored
     * @param window how long execution may take, longer than zero
     * @return what became of each; the store is open if all are {@link ErasureOutcome.Erased} or
     *     {@link ErasureOutcome.AlreadyErased}
     * @throws RestoreGateException if the ledger is shorter than the store knows it
     * @throws dev.compliancekit.core.ComplianceException as {@link ErasureRun#run(Collection)}; the store stays closed
     */
    public synchronized List<ErasureOutcome> replay(
            ErasureRun run,
            Collection<? extends Scope> restored,
            Set<StoreKind> kinds,
            Instant restoredAt,
            Duration window) {
        List<ErasureOrder> orders = new ArrayList<>();
        long applied = mark.read().orElse(0);
        if (applied > ledger.size()) {
            throw new RestoreGateException("store " + store
                    + " knows more of the erasure ledger than there is; accepted is the ledger as it was, whole");
        }
        for (Scope scope : ledger.mustReErase(restored, applied)) {
            orders.add(ErasureOrder.afterRestore(scope, kinds, restoredAt, window));
        }
        List<ErasureOutcome> outcomes = run.run(orders);
        boolean allGone = outcomes.stream()
                .allMatch(outcome ->
                        outcome instanceof ErasureOutcome.Erased || outcome instanceof ErasureOutcome.AlreadyErased);
        if (allGone) {
            stamp();
        }
        return outcomes;
    }

    private void stamp() {
        long applied = Math.max(ledger.appliedLines(), confirmed);
        mark.write(applied);
        confirmed = applied;
    }
}
