package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.time.Instant;

/**
 * Follows entries that should be one tenant's, without a gap, each linked to the one before. <em>Not thread-safe.</em>
 */
final class RunCheck {

    private final TenantId tenant;
    private long entries;
    private long firstSequence;
    private Instant firstRecordedAt = Instant.MIN;
    private Instant lastRecordedAt = Instant.MIN;
    private boolean wentBack;
    private boolean hasSealed;
    private TenantHead next = TenantHead.FIRST;

    RunCheck(TenantId tenant) {
        this.tenant = tenant;
    }

    /**
     * Takes the next entry.
     *
     * @throws LogTamperedException if it is not the one that follows
     */
    StoredEvent follow(Bytes leafHash, byte[] entry) {
        StoredEvent stored;
        try {
            stored = EntryForm.read(entry);
        } catch (IllegalArgumentException e) {
            throw new LogTamperedException("the entry after " + entries + " others is malformed: " + e.getMessage(), e);
        }
        if (!stored.event().tenant().equals(tenant)) {
            throw new LogTamperedException("the entry after " + entries + " others is another tenant's than " + tenant);
        }
        if (entries > 0) {
            requireNext(stored);
        } else {
            firstSequence = stored.place().nextSequence();
            firstRecordedAt = stored.recordedAt();
        }
        wentBack |= stored.recordedAt().isBefore(lastRecordedAt);
        hasSealed |= stored.version() == EntryForm.SEALED;
        lastRecordedAt = stored.recordedAt();
        next = stored.place().after(leafHash);
        entries++;
        return stored;
    }

    private void requireNext(StoredEvent stored) {
        long sequence = stored.place().nextSequence();
        if (sequence != next.nextSequence()) {
            throw new LogTamperedException("number " + sequence + " of the tenant's entries comes where "
                    + next.nextSequence() + " is expected: what lies between is missing, or not in its order");
        }
        if (!stored.place().equals(next)) {
            throw new LogTamperedException("number " + sequence
                    + " of the tenant's entries does not link to the one before it, which was altered");
        }
    }

    long entries() {
        return entries;
    }

    long firstSequence() {
        return firstSequence;
    }

    Instant firstRecordedAt() {
        return firstRecordedAt;
    }

    Instant lastRecordedAt() {
        return lastRecordedAt;
    }

    /** Whether parts of an entry are sealed. */
    boolean hasSealed() {
        return hasSealed;
    }

    /** Whether the log's clock was set back within the run. */
    boolean wentBack() {
        return wentBack;
    }

    /** Where the entry after the run would stand. */
    TenantHead next() {
        return next;
    }
}
