package dev.compliancekit.crypto.key;

import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.EpochRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The epochs of a key store. Every key record is wrapped, on the outside, under the key of an epoch. When a new epoch
 * begins, the live keys are wrapped anew, shredded ones are not; when the key of the old epoch is destroyed, no copy of
 * the key store from that time opens any more, wherever it lies.
 *
 * <p>The caller runs {@link #advance} on a schedule; there is no thread of its own.
 *
 * <p><em>Thread-safe.</em>
 */
public final class Epochs {

    private final EpochKeys epochs;
    private final KeyParts parts;
    private final KeyEvents events;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** The newest epoch into which all keys were brought; guarded by the lock. */
    private int complete;

    Epochs(KeyParts parts) {
        this.parts = parts;
        this.epochs = parts.epochs();
        this.events = parts.events();
        this.clock = parts.primitives().clock();
    }

    /**
     * All epochs that there are and were.
     *
     * @return the epochs in the order of their numbers, unmodifiable
     * @throws KeyUnavailableException if the epoch store cannot be reached
     */
    public List<EpochSummary> list() {
        return EpochSummary.of(epochs.list());
    }

    /**
     * Does what is due now: begins a new epoch, rewraps the live keys for it, and destroys the keys of epochs that
     * ended long enough ago. A key of an epoch under which something live is still wrapped is never destroyed. May be
     * broken off at any point and run again.
     *
     * @param policy what is due when
     * @return what was done, and what could not be
     * @throws KeyUnavailableException if key store, epoch store or key service cannot be reached
     * @throws ComplianceException if the audit log could not take the event of a beginning or destruction
     */
    public EpochReport advance(EpochPolicy policy) {
        lock.lock();
        try {
            epochs.refresh();
            Instant now = clock.instant();
            List<Integer> begun = begin(policy, now);
            List<EpochSummary> due = list().stream()
                    .filter(epoch -> epoch.destroyedAt().isEmpty())
                    .filter(epoch -> epoch.endedAt()
                            .filter(end -> !end.plus(policy.keepFor()).isAfter(now))
                            .isPresent())
                    .toList();
            boolean needed = complete < epochs.current().number() || !due.isEmpty();
            RewrapReport rewrap = needed ? rewrap() : new RewrapReport(0, 0, List.of());
            List<Integer> numbers = due.stream().map(EpochSummary::number).toList();
            if (!rewrap.isComplete()) {
                return new EpochReport(begun, rewrap, List.of(), numbers);
            }
            numbers.forEach(number -> destroy(number, now));
            return new EpochReport(begun, rewrap, numbers, List.of());
        } finally {
            lock.unlock();
        }
    }

    private List<Integer> begin(EpochPolicy policy, Instant now) {
        List<EpochRecord> records = epochs.list();
        EpochRecord newest = records.get(records.size() - 1);
        if (now.isBefore(newest.startedAt().plus(policy.rotateEvery()))) {
            return List.of();
        }
        return begin(newest.number() + 1, now) ? List.of(newest.number() + 1) : List.of();
    }

    /** The first epoch of a new store. */
    void beginFirst() {
        epochs.refresh();
        if (epochs.list().isEmpty()) {
            begin(1, clock.instant());
        }
    }

    /** The event first: an epoch that the log does not know must not come to be. */
    private boolean begin(int number, Instant now) {
        EpochRecord.Active candidate = epochs.candidate(number, now);
        events.epochBeginning(candidate);
        boolean begun = epochs.begin(candidate);
        if (!begun) {
            events.epochNotBegun(candidate, now);
        }
        return begun;
    }

    private void destroy(int number, Instant now) {
        EpochRecord epoch = epochs.list().get(number - 1);
        epochs.destroy(epoch, now);
        parts.cache().evictTenantKeys();
        reportAll();
    }

    /** Appends the events of destructions that the log may not have yet. */
    void reportAll() {
        for (EpochRecord.Destroyed destroyed : epochs.unreported()) {
            events.epochDestroyed(destroyed);
            epochs.markReported(destroyed.number());
        }
    }

    /**
     * Wraps every live key anew that is not in the current epoch yet. Touches key records only, never data; takes
     * memory for a bounded number of them. May be broken off at any point and run again: each key is readable all the
     * time.
     *
     * @return how many keys were rewrapped, and which could not be
     * @throws KeyUnavailableException if key store, epoch store or key service cannot be reached
     */
    public RewrapReport rewrap() {
        lock.lock();
        try {
            epochs.refresh();
            int current = epochs.current().number();
            RewrapReport report = new Rewrapping(parts).run();
            if (report.isComplete()) {
                complete = current;
            }
            return report;
        } finally {
            lock.unlock();
        }
    }
}
