package dev.compliancekit.retention.inactivity;

import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a process knows of a session. Times are milliseconds since 1970. <em>Thread-safe: every method takes the
 * object's own lock, and none does I/O.</em>
 */
final class TrackedSession {

    private final long startedAt;
    private long lastActivityAt;
    private long storedAt;
    private boolean usedHere;
    private @Nullable SessionAccess closed;

    private TrackedSession(Activity activity, boolean usedHere) {
        this.startedAt = activity.startedAt().toEpochMilli();
        this.lastActivityAt = activity.lastActivityAt().toEpochMilli();
        this.storedAt = lastActivityAt;
        this.usedHere = usedHere;
    }

    static TrackedSession begun(Activity activity) {
        return new TrackedSession(activity, true);
    }

    static TrackedSession found(Activity activity) {
        return new TrackedSession(activity, false);
    }

    /** Takes the place of a session that was ended, so that nobody who found it before can bring it back. */
    static TrackedSession ended(ActivityKey key) {
        TrackedSession session = new TrackedSession(Activity.startedAt(key, Instant.EPOCH), true);
        session.closed = new SessionAccess.Unknown();
        return session;
    }

    /** Judges at the clock's time and uses the session if it is live; the clock is read under the lock. */
    synchronized Use use(SessionRules rules) {
        Judgement judgement = judge(rules);
        if (judgement.over() == null && closed == null) {
            lastActivityAt = Math.max(lastActivityAt, judgement.now());
            usedHere = true;
        }
        return new Use(judgement, closed, lastActivityAt, lastActivityAt - storedAt >= rules.resolutionMillis());
    }

    /** Judges without using it. */
    synchronized Use look(SessionRules rules) {
        return new Use(judge(rules), closed, lastActivityAt, false);
    }

    private Judgement judge(SessionRules rules) {
        long now = rules.clock().millis();
        return new Judgement(now, rules.over(startedAt, lastActivityAt, storedAt, usedHere, now));
    }

    /** What another process has stored. */
    synchronized void heardOf(Activity activity) {
        long stored = activity.lastActivityAt().toEpochMilli();
        if (stored > storedAt) {
            storedAt = stored;
        }
        if (stored > lastActivityAt) {
            lastActivityAt = stored;
            usedHere = false;
        }
    }

    synchronized void stored(long at) {
        storedAt = Math.max(storedAt, at);
    }

    /** Answers whether this call closed it: of several exactly one does. */
    synchronized boolean close(SessionAccess how) {
        if (closed != null) {
            return false;
        }
        closed = how;
        return true;
    }

    /** The end could not be recorded: whoever comes next tries again, unless time has helped. */
    synchronized void reopen() {
        closed = null;
    }

    /** What is not stored yet, or a negative number if everything is. */
    synchronized long unstored() {
        return closed == null && lastActivityAt > storedAt ? lastActivityAt : Long.MIN_VALUE;
    }

    synchronized Activity activity(ActivityKey key) {
        return new Activity(key, Instant.ofEpochMilli(startedAt), Instant.ofEpochMilli(lastActivityAt));
    }

    /** When it was judged, and how it ended if it is over. */
    record Judgement(long now, SessionAccess.@Nullable Over over) {}

    /** What came of an access, and whether it must be stored before it is answered. */
    record Use(Judgement judgement, @Nullable SessionAccess closed, long lastActivityAt, boolean isDue) {}
}
