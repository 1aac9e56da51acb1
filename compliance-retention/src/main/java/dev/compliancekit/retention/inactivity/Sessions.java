package dev.compliancekit.retention.inactivity;

import dev.compliancekit.core.AuditSink;
import dev.compliancekit.retention.inactivity.SessionAccess.Live;
import dev.compliancekit.retention.inactivity.SessionAccess.Over;
import dev.compliancekit.retention.inactivity.SessionAccess.Unknown;
import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Sessions that end by idle and absolute timeout (NIST SP 800-63B section 7.2; OWASP ASVS 3.3). {@link #access} is the
 * authority: it judges each access at the millisecond and never lets a session through that is over. {@link #sweep}
 * only cleans away what nobody uses any more. A session that was over stays over, also when the clock goes back.
 *
 * <p>Activity is kept in memory and stored at most once in the resolution for each session. A crash loses at most that
 * much, and what may have been lost counts as activity: after a crash, or for a session that was pushed out of memory,
 * a session may live longer by the resolution, never shorter. The same goes for sessions that several processes share,
 * and ending a session in one of them reaches the others within the resolution.
 *
 * <p>Each end by timeout is an event of the audit log, written before the session is taken away; two processes that
 * find it at the same time may both write it, with the same event id. <em>Thread-safe.</em>
 */
public final class Sessions implements AutoCloseable {

    private final ActivityStore store;
    private final SessionRules rules;
    private final SessionTimeouts timeouts;
    private final SessionEvents events;
    private final boolean shared;
    private final SessionMemory memory;

    private Sessions(Builder builder) {
        this.store = builder.store;
        this.timeouts = builder.timeouts;
        this.shared = builder.shared;
        this.rules = new SessionRules(builder.timeouts, builder.clock, builder.resolution, builder.shared);
        this.events = new SessionEvents(builder.audit);
        this.memory = new SessionMemory(builder.store, rules, builder.maxInMemory);
    }

    /**
     * Begins to build sessions.
     *
     * @param store where they are remembered, and nothing else is
     * @param timeouts when they are over
     * @param audit where their ends by timeout are recorded
     * @param clock the time
     * @return a builder, not thread-safe
     */
    public static Builder builder(ActivityStore store, SessionTimeouts timeouts, AuditSink audit, SteadyClock clock) {
        return new Builder(store, timeouts, audit, clock);
    }

    /**
     * Begins a session, now.
     *
     * @param key the session, by a pseudonym never used before, such as the SHA-256 of its token
     * @return since when it exists
     * @throws IllegalStateException if there is a session of that key
     * @throws RuntimeException if the store failed; the session did not begin, or has to be ended
     */
    public Activity start(ActivityKey key) {
        Activity activity = Activity.startedAt(key, rules.clock().instant());
        if (!memory.begin(activity)) {
            throw new IllegalStateException("session is there already; accepted is a key that was never used before");
        }
        return activity;
    }

    /**
     * Uses a session, now: whether it is live, and if so, that was activity.
     *
     * @param key the session
     * @return {@link Live} if the access may go on, anything else if not
     * @throws RuntimeException if the store or the audit log failed; the access must not go on
     */
    public SessionAccess access(ActivityKey key) {
        Optional<TrackedSession> found = memory.find(key);
        if (found.isEmpty()) {
            return new Unknown();
        }
        TrackedSession session = found.get();
        TrackedSession.Use use = session.use(rules);
        if (use.closed() != null) {
            return use.closed();
        }
        Over over = use.judgement().over();
        if (over != null) {
            return expire(key, session, over, TrackedSession::use);
        }
        return use.isDue() && !memory.write(key, session, use.lastActivityAt())
                ? new Unknown()
                : new Live(session.activity(key));
    }

    /**
     * Ends a session on request, such as a sign-out. Its event is the caller's.
     *
     * @param key the session
     * @return whether there was one
     * @throws RuntimeException if the store failed; in this process the session is over all the same
     */
    public boolean end(ActivityKey key) {
        TrackedSession session = memory.ending(key);
        boolean wasOpen = session.close(new Unknown());
        return store.end(key) || wasOpen;
    }

    /**
     * Cleans away sessions that are over and were not used since, each with its event. Sessions that may have been used
     * within the resolution are left for the next time.
     *
     * @param limit at most so many for each timeout, at least 1
     * @return how many were ended
     * @throws IllegalArgumentException if the limit is less than 1
     * @throws RuntimeException if the store or the audit log failed; what was not cleaned is cleaned the next time
     */
    public int sweep(int limit) {
        Instant now = rules.clock().instant();
        Instant idleBefore = now.minus(timeouts.idle().limit())
                .minusMillis(rules.resolutionMillis())
                .plusMillis(1);
        int ended = endAllOver(store.usedBefore(idleBefore, limit));
        Optional<Duration> longest = timeouts.absolute().map(AbsoluteTimeout::limit);
        if (longest.isPresent()) {
            ended += endAllOver(store.startedBefore(now.minus(longest.get()).plusMillis(1), limit));
        }
        return ended;
    }

    /**
     * Stores all activity that is in memory only; for a shutdown, or more often.
     *
     * @throws RuntimeException if the store failed; safe to call again
     */
    public void flush() {
        memory.flush();
    }

    /** Stores what is in memory only, like {@link #flush}. */
    @Override
    public void close() {
        flush();
    }

    private int endAllOver(List<Activity> candidates) {
        int ended = 0;
        for (Activity candidate : candidates) {
            TrackedSession session = memory.found(candidate);
            TrackedSession.Use use = session.look(rules);
            Over over = use.judgement().over();
            if (use.closed() == null
                    && over != null
                    && expire(candidate.key(), session, over, TrackedSession::look) instanceof Over) {
                ended++;
            }
        }
        return ended;
    }

    /** Another process may know better; if not, the event comes first, so that none is lost. */
    private SessionAccess expire(
            ActivityKey key,
            TrackedSession session,
            Over over,
            BiFunction<TrackedSession, SessionRules, TrackedSession.Use> again) {
        Optional<Activity> stored = store.find(key);
        if (stored.isEmpty()) {
            session.close(new Unknown());
            return new Unknown();
        }
        Over judged = over;
        if (shared) {
            session.heardOf(stored.get());
            TrackedSession.Use use = again.apply(session, rules);
            Over stillOver = use.judgement().over();
            if (stillOver == null) {
                return use.closed() == null ? new Live(session.activity(key)) : use.closed();
            }
            judged = stillOver;
        }
        if (session.close(judged)) {
            try {
                events.append(session.activity(key), judged, rules.clock().instant());
                store.end(key);
            } catch (RuntimeException e) {
                session.reopen();
                throw e;
            }
        }
        return judged;
    }

    /** Collects the settings of sessions. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private static final Duration DEFAULT_RESOLUTION = Duration.ofMinutes(1);

        private final ActivityStore store;
        private final SessionTimeouts timeouts;
        private final AuditSink audit;
        private final SteadyClock clock;
        private Duration resolution;
        private long maxInMemory = 1_000_000;
        private boolean shared;

        private Builder(ActivityStore store, SessionTimeouts timeouts, AuditSink audit, SteadyClock clock) {
            this.store = Objects.requireNonNull(store, "store");
            this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
            this.audit = Objects.requireNonNull(audit, "audit");
            this.clock = Objects.requireNonNull(clock, "clock");
            Duration tenth = timeouts.idle().limit().dividedBy(10);
            this.resolution = tenth.compareTo(DEFAULT_RESOLUTION) < 0 ? tenth : DEFAULT_RESOLUTION;
        }

        /**
         * Sets how much activity of a session a crash may lose: it is stored at most once in this time. Otherwise a
         * tenth of the idle timeout, at most a minute.
         *
         * @param newResolution zero for every access, at most the idle timeout
         * @return this
         * @throws IllegalArgumentException if it is negative or longer than the idle timeout
         */
        public Builder resolution(Duration newResolution) {
            if (newResolution.isNegative()
                    || newResolution.compareTo(timeouts.idle().limit()) > 0) {
                throw new IllegalArgumentException("resolution is " + newResolution + "; accepted are zero to "
                        + timeouts.idle().limit() + ", the idle timeout");
            }
            resolution = newResolution;
            return this;
        }

        /**
         * Sets how many sessions are kept in memory; 1,000,000 otherwise. Others are read from the store when they are
         * used.
         *
         * @param newMaximum at least 1
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxInMemory(long newMaximum) {
            if (newMaximum < 1) {
                throw new IllegalArgumentException(
                        "number of sessions in memory is " + newMaximum + "; accepted are 1 and more");
            }
            maxInMemory = newMaximum;
            return this;
        }

        /**
         * Says that other processes use the same sessions; then a session may live longer by the resolution.
         *
         * @return this
         */
        public Builder sharedWithOtherProcesses() {
            shared = true;
            return this;
        }

        /**
         * The sessions.
         *
         * @return sessions, to be closed when the process ends
         */
        public Sessions build() {
            return new Sessions(this);
        }
    }
}
