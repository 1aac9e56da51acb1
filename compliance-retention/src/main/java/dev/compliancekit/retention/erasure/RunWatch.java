package dev.compliancekit.retention.erasure;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says before each piece whether a run may go on: budget left, clock believed, no more erased than was planned or
 * allowed. <em>Not thread-safe: one run.</em>
 */
final class RunWatch {

    private final InstantSource clock;
    private final @Nullable ErasureBudget budget;
    private final @Nullable ClockGuard guard;
    private final Instant startedAt;
    private final long maxNewRecords;
    private long records;
    private long newRecords;

    RunWatch(
            InstantSource clock,
            Instant startedAt,
            long maxNewRecords,
            @Nullable ErasureBudget budget,
            @Nullable ClockGuard guard) {
        this.clock = clock;
        this.startedAt = startedAt;
        this.maxNewRecords = maxNewRecords;
        this.budget = budget;
        this.guard = guard;
    }

    /** Why nothing more may be erased, or empty if it may. */
    Optional<String> end() {
        Instant now = clock.instant();
        if (guard != null) {
            Optional<String> doubt = guard.doubtOf(now);
            if (doubt.isPresent()) {
                return doubt;
            }
        }
        if (newRecords > maxNewRecords) {
            return Optional.of("more was found than the limits of the run allow");
        }
        if (budget == null) {
            return Optional.empty();
        }
        if (records >= budget.records()) {
            return Optional.of("the records of the run are used up");
        }
        return now.isBefore(startedAt.plus(budget.time()))
                ? Optional.empty()
                : Optional.of("the time of the run is used up");
    }

    /** How many records the next piece may have. */
    int piece(int most, boolean begunBefore) {
        long left = budget == null ? most : Math.min(most, budget.records() - records);
        if (!begunBefore && maxNewRecords - newRecords < left) {
            left = maxNewRecords - newRecords + 1; // one more than allowed is found, and ends the run
        }
        return (int) Math.max(1, left);
    }

    long records() {
        return records;
    }

    void erased(long count, boolean begunBefore) {
        records += count;
        if (!begunBefore) {
            newRecords += count;
        }
    }
}
