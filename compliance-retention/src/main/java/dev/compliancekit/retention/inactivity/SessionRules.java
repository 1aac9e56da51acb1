package dev.compliancekit.retention.inactivity;

import dev.compliancekit.retention.inactivity.SessionAccess.Over;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a session is over, given what may not be known of it. <em>Thread-safe.</em> */
final class SessionRules {

    private final SessionTimeouts timeouts;
    private final SteadyClock clock;
    private final long resolutionMillis;
    private final boolean shared;
    private final long idleMillis;
    private final long absoluteMillis;
    private volatile long uncertainBefore;

    SessionRules(SessionTimeouts timeouts, SteadyClock clock, Duration resolution, boolean shared) {
        this.timeouts = timeouts;
        this.clock = clock;
        this.resolutionMillis = resolution.toMillis();
        this.shared = shared;
        this.idleMillis = timeouts.idle().limit().toMillis();
        this.absoluteMillis =
                timeouts.absolute().map(limit -> limit.limit().toMillis()).orElse(Long.MAX_VALUE);
        this.uncertainBefore = clock.millis();
    }

    SteadyClock clock() {
        return clock;
    }

    long resolutionMillis() {
        return resolutionMillis;
    }

    /** Something was forgotten that was not stored: what was stored before now may have been used since. */
    synchronized void forgot() {
        uncertainBefore = Math.max(uncertainBefore, clock.millis() + 1);
    }

    /**
     * Whether and how it is over, with the benefit of what another process, or this one before a crash, may have lost.
     */
    @Nullable
    Over over(long startedAt, long lastActivityAt, long storedAt, boolean usedHere, long now) {
        if (lastActivityAt - now > resolutionMillis) {
            return new Over(Over.Reason.CLOCK_WENT_BACK, Instant.ofEpochMilli(now));
        }
        long mayHaveBeenUsed = lastActivityAt;
        if (shared || (!usedHere && storedAt < uncertainBefore)) {
            mayHaveBeenUsed = Math.max(lastActivityAt, storedAt + resolutionMillis);
        }
        if (now - mayHaveBeenUsed < idleMillis && now - startedAt < absoluteMillis) {
            return null;
        }
        return timeouts.overAt(
                        Instant.ofEpochMilli(startedAt),
                        Instant.ofEpochMilli(mayHaveBeenUsed),
                        Instant.ofEpochMilli(now))
                .orElse(null);
    }
}
