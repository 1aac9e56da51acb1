package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of a tenant's entries show that nothing recorded in a time is left out: those of that time without a gap,
 * and where there are some the entry before and the entry after. Where a clock was set back, what lies between the
 * first and the last entry of that time belongs to it too. <em>Not thread-safe.</em>
 */
final class RunBounds implements TenantEntries.Walker {

    private final @Nullable Instant from;
    private final @Nullable Instant until;
    private final long toIndexExclusive;
    private long before = -1;
    private long firstIn = -1;
    private long after = -1;
    private long last = -1;

    /**
     * Bounds of a time.
     *
     * @param from inclusive; null from the tenant's first entry on
     * @param until exclusive; null up to the last
     * @param toIndexExclusive where the log ends for this purpose
     */
    RunBounds(@Nullable Instant from, @Nullable Instant until, long toIndexExclusive) {
        this.from = from;
        this.until = until;
        this.toIndexExclusive = toIndexExclusive;
    }

    @Override
    public boolean wants(Postings postings, int at) {
        long second = postings.recordedSecond(at);
        if (isWithinSecond(from, second) || isWithinSecond(until, second)) {
            return true;
        }
        note(postings.index(at), Instant.ofEpochSecond(second));
        return false;
    }

    /** Whether only the entry itself can tell on which side of the instant it lies. */
    private static boolean isWithinSecond(@Nullable Instant border, long second) {
        return border != null && border.getEpochSecond() == second && border.getNano() > 0;
    }

    @Override
    public boolean read(long index, Bytes leafHash, byte[] entry) {
        note(index, LogReader.parse(index, entry).recordedAt());
        return index < toIndexExclusive;
    }

    private void note(long index, Instant recordedAt) {
        if (index >= toIndexExclusive) {
            return;
        }
        last = index;
        if (firstIn < 0) {
            if (from == null || !recordedAt.isBefore(from)) {
                firstIn = index;
            } else {
                before = index;
            }
        }
        if (until == null || recordedAt.isBefore(until)) {
            after = -1;
        } else if (after < 0) {
            after = index;
        }
    }

    /** Whether the tenant has no entry at all. */
    boolean isEmpty() {
        return last < 0;
    }

    long first() {
        return before >= 0 ? before : firstIn;
    }

    long lastInclusive() {
        return after >= 0 ? after : last;
    }
}
