package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * How many events may wait for their turn.
 *
 * <p><em>Thread-safe.</em>
 */
final class QueueRoom {

    private final int events;
    private final Function<Action, WhenFull> whenFull;
    private final Semaphore free;

    QueueRoom(int events, Function<Action, WhenFull> whenFull) {
        this.events = events;
        this.whenFull = whenFull;
        this.free = new Semaphore(events, true);
    }

    /** What one request may hold at most. */
    int events() {
        return events;
    }

    /**
     * Takes room for the events of a request.
     *
     * @throws AuditQueueFullException if there is none, and one of the events is of an action that fails closed
     */
    void take(List<EntryForm> forms) {
        if (free.tryAcquire(forms.size())) {
            return;
        }
        for (EntryForm form : forms) {
            if (whenFull.apply(form.action()) == WhenFull.FAIL_CLOSED) {
                throw new AuditQueueFullException("the queue of the log has no room, "
                        + (events - free.availablePermits()) + " events wait; the event is not appended");
            }
        }
        free.acquireUninterruptibly(forms.size());
    }

    void give(List<EntryForm> forms) {
        free.release(forms.size());
    }
}
