package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.Boundary;
import dev.compliancekit.retention.inactivity.IdleTimeout;
import dev.compliancekit.retention.inactivity.InMemoryActivityStore;
import dev.compliancekit.retention.inactivity.SessionAccess;
import dev.compliancekit.retention.inactivity.SessionTimeouts;
import dev.compliancekit.retention.inactivity.Sessions;
import dev.compliancekit.retention.inactivity.SteadyClock;
import dev.compliancekit.retention.spi.ActivityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sessions of a clerk: used, left alone up to the limit and beyond it, signed out, and swept away. */
final class SessionTrials {

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final Sessions sessions;
    private final StoryClock clock;
    private final Duration idle;
    private final TenantId store;
    private final List<AccessTrials.Trial> trials = new ArrayList<>();

    SessionTrials(AuditSink audit, StoryClock clock, Duration idle, TenantId store) {
        Instant begin = clock.instant();
        this.sessions = Sessions.builder(
                        InMemoryActivityStore.create(),
                        SessionTimeouts.of(new IdleTimeout(idle, Boundary.INCLUSIVE)),
                        audit,
                        SteadyClock.of(
                                clock,
                                () -> Duration.between(begin, clock.instant()).toNanos()))
                .build();
        this.clock = clock;
        this.idle = idle;
        this.store = store;
    }

    List<AccessTrials.Trial> trials() {
        return List.copyOf(trials);
    }

    boolean allPassed() {
        return !trials.isEmpty() && trials.stream().allMatch(AccessTrials.Trial::passed);
    }

    /** Takes twice the idle timeout of the story's time. */
    void run() {
        ActivityKey used = begin("session-1");
        ActivityKey left = begin("session-2");
        ActivityKey signedOut = begin("session-3");
        pass(idle.minus(MILLISECOND));
        look("a session a millisecond before its idle timeout", "Live", used);
        sessions.end(signedOut);
        look("a session after it was signed out", "Unknown", signedOut);
        pass(idle.minus(MILLISECOND));
        look("a session used in between, as long after that", "Live", used);
        pass(MILLISECOND.multipliedBy(2));
        look("a session left alone beyond its idle timeout", "Over", left);
        look("the same session, tried again", "Over", left);
        pass(idle.dividedBy(2));
        sessions.sweep(10);
        look("a session used half an idle timeout ago", "Live", used);
    }

    private ActivityKey begin(String id) {
        ActivityKey key = new ActivityKey(store, id);
        sessions.start(key);
        return key;
    }

    private void pass(Duration time) {
        clock.moveTo(clock.instant().plus(time));
    }

    private void look(String what, String expected, ActivityKey key) {
        SessionAccess seen = sessions.access(key);
        trials.add(new AccessTrials.Trial(what, expected, seen.getClass().getSimpleName()));
    }
}
