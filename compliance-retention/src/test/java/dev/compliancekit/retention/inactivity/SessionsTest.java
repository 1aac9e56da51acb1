package dev.compliancekit.retention.inactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.SessionAccess.Live;
import dev.compliancekit.retention.inactivity.SessionAccess.Over;
import dev.compliancekit.retention.inactivity.SessionAccess.Over.Reason;
import dev.compliancekit.retention.inactivity.SessionAccess.Unknown;
import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final ActivityKey KEY = new ActivityKey(new TenantId("acme"), "s-1");
    private static final SessionTimeouts TIMEOUTS = SessionTimeouts.of(
            new IdleTimeout(IDLE, Boundary.INCLUSIVE), new AbsoluteTimeout(Duration.ofHours(12), Boundary.INCLUSIVE));

    private final StoryClock clock = new StoryClock(BEGIN);
    private final CountingStore store = new CountingStore();
    private final List<AuditEvent> events = new ArrayList<>();
    private boolean logFails;

    private final AuditSink audit = event -> {
        if (logFails) {
            throw new ComplianceException("the log is full") {};
        }
        events.add(event);
        return new AuditReceipt("log", events.size(), Bytes.copyOf(new byte[32]), 0);
    };

    /** Counts what is written, and refuses on request. */
    private static final class CountingStore extends ForwardingActivityStore {

        private int writes;
        private int finds;
        private boolean fails;

        @Override
        public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
            requireAnswer();
            writes++;
            return super.record(lastActivities);
        }

        @Override
        public Optional<Activity> find(ActivityKey key) {
            requireAnswer();
            finds++;
            return super.find(key);
        }

        private void requireAnswer() {
            if (fails) {
                throw new IllegalStateException("the store does not answer");
            }
        }
    }

    private Sessions.Builder builder(SessionTimeouts timeouts) {
        return Sessions.builder(store, timeouts, audit, SteadyClock.of(clock, clock));
    }

    private Sessions sessions() {
        return builder(TIMEOUTS).build();
    }

    @Test
    void isLiveUpToTheLimitAndOverAtIt() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        clock.pass(IDLE.minus(MILLI));
        assertThat(sessions.access(KEY)).isEqualTo(new Live(new Activity(KEY, BEGIN, clock.instant())));
        clock.pass(IDLE);
        assertThat(sessions.access(KEY)).isEqualTo(new Over(Reason.IDLE_TIMEOUT, clock.instant()));
    }

    @Test
    void anExclusiveLimitIsLiveAtIt() {
        Sessions sessions = builder(SessionTimeouts.of(new IdleTimeout(IDLE, Boundary.EXCLUSIVE)))
                .build();
        sessions.start(KEY);
        clock.pass(IDLE);
        assertThat(sessions.access(KEY)).isInstanceOf(Live.class);
        clock.pass(IDLE.plus(MILLI));
        assertThat(sessions.access(KEY))
                .isEqualTo(new Over(Reason.IDLE_TIMEOUT, clock.instant().minus(MILLI)));
    }

    @Test
    void aBusySessionIsOverAtTheAbsoluteTimeout() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        for (int i = 1; i < 72; i++) {
            clock.pass(Duration.ofMinutes(10));
            assertThat(sessions.access(KEY)).isInstanceOf(Live.class);
        }
        clock.pass(Duration.ofMinutes(10).minus(MILLI));
        assertThat(sessions.access(KEY)).isInstanceOf(Live.class);
        clock.pass(MILLI);
        assertThat(sessions.access(KEY)).isEqualTo(new Over(Reason.ABSOLUTE_TIMEOUT, BEGIN.plus(Duration.ofHours(12))));
    }

    @Test
    void theEndIsOneEventAndStaysTheEnd() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        clock.pass(IDLE);
        SessionAccess over = sessions.access(KEY);
        assertThat(sessions.access(KEY)).isEqualTo(over);
        assertThat(store.find(KEY)).isEmpty();
        assertThat(events).hasSize(1);
        AuditEvent event = events.get(0);
        assertThat(event.action()).isEqualTo(Action.SESSION_EXPIRED);
        assertThat(event.target()).isEqualTo("session/s-1");
        assertThat(event.attributes())
                .containsEntry("timeout", "idle")
                .containsEntry("reason", "idle-timeout")
                .containsEntry("startedAt", "2026-03-01T12:00:00Z")
                .containsEntry("lastActivity", "2026-03-01T12:00:00Z")
                .containsEntry("overAt", "2026-03-01T12:15:00Z")
                .containsEntry("eventId", "session-expired/acme/s-1/2026-03-01T12:00:00Z");
        assertThat(sessions.sweep(10)).isZero();
        assertThat(events).hasSize(1);
    }

    @Test
    void aClockThatGoesBackRevivesNothing() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        ActivityKey other = new ActivityKey(new TenantId("acme"), "s-2");
        sessions.start(other);
        clock.pass(IDLE);
        assertThat(sessions.access(KEY)).isInstanceOf(Over.class);
        clock.set(BEGIN.minusSeconds(3600));
        assertThat(sessions.access(KEY)).isInstanceOf(Over.class);
        assertThat(sessions.access(other)).isInstanceOf(Over.class);
    }

    @Test
    void timeGoesOnWhileTheClockIsBehind() {
        Sessions sessions = sessions();
        clock.set(BEGIN.minus(Duration.ofDays(1)));
        sessions.start(KEY);
        clock.pass(IDLE.minus(MILLI));
        assertThat(sessions.access(KEY)).isInstanceOf(Live.class);
        clock.pass(IDLE);
        assertThat(sessions.access(KEY)).isInstanceOf(Over.class);
    }

    @Test
    void anotherProcessEndsWhatWasUsedInTheFuture() {
        sessions().start(KEY);
        clock.set(BEGIN.minus(Duration.ofHours(1)));
        assertThat(sessions().access(KEY)).isEqualTo(new Over(Reason.CLOCK_WENT_BACK, clock.instant()));
        assertThat(events).hasSize(1);
    }

    @Test
    void activityIsStoredOnceInTheResolution() {
        Sessions sessions = builder(TIMEOUTS).resolution(Duration.ofSeconds(60)).build();
        sessions.start(KEY);
        for (int i = 0; i < 600; i++) {
            clock.pass(Duration.ofSeconds(1));
            assertThat(sessions.access(KEY)).isInstanceOf(Live.class);
        }
        assertThat(store.writes).isEqualTo(10);
        assertThat(store.finds).isZero();
    }

    @Test
    void aCrashLosesAtMostTheResolutionAndExpiresNobodyEarly() {
        Sessions sessions = builder(TIMEOUTS).resolution(Duration.ofSeconds(60)).build();
        sessions.start(KEY);
        clock.pass(Duration.ofSeconds(60));
        sessions.access(KEY);
        clock.pass(Duration.ofSeconds(59));
        sessions.access(KEY);

        clock.pass(IDLE.minus(MILLI));
        Sessions afterCrash =
                builder(TIMEOUTS).resolution(Duration.ofSeconds(60)).build();
        assertThat(afterCrash.access(KEY)).isInstanceOf(Live.class);
        clock.pass(IDLE.minus(MILLI));
        assertThat(afterCrash.access(KEY)).isInstanceOf(Live.class);
        clock.pass(IDLE);
        assertThat(afterCrash.access(KEY)).isInstanceOf(Over.class);
    }

    @Test
    void aCrashKeepsASessionNoLongerThanTheResolution() {
        sessions().start(KEY);
        Sessions afterCrash = sessions();
        clock.pass(IDLE.plusSeconds(60));
        assertThat(afterCrash.access(KEY)).isInstanceOf(Over.class);
    }

    @Test
    void whatWasPushedOutOfMemoryIsNotExpiredEarly() {
        Sessions sessions = builder(TIMEOUTS)
                .maxInMemory(1)
                .resolution(Duration.ofSeconds(60))
                .build();
        List<ActivityKey> keys = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            keys.add(new ActivityKey(new TenantId("acme"), "k-" + i));
        }
        keys.forEach(sessions::start);
        clock.pass(Duration.ofSeconds(59));
        keys.forEach(key -> assertThat(sessions.access(key)).isInstanceOf(Live.class));
        clock.pass(IDLE.minus(MILLI));
        keys.forEach(key -> assertThat(sessions.access(key)).isInstanceOf(Live.class));
    }

    @Test
    void flushStoresWhatIsInMemory() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        clock.pass(Duration.ofSeconds(5));
        sessions.access(KEY);
        assertThat(store.find(KEY)).contains(Activity.startedAt(KEY, BEGIN));
        sessions.close();
        assertThat(store.find(KEY)).contains(new Activity(KEY, BEGIN, clock.instant()));
        assertThat(store.writes).isEqualTo(1);
    }

    @Test
    void anotherProcessIsAskedBeforeASharedSessionEnds() {
        Sessions one = builder(TIMEOUTS).sharedWithOtherProcesses().build();
        Sessions other = builder(TIMEOUTS).sharedWithOtherProcesses().build();
        one.start(KEY);
        clock.pass(Duration.ofMinutes(10));
        assertThat(other.access(KEY)).isInstanceOf(Live.class);
        clock.pass(Duration.ofMinutes(10));
        assertThat(one.access(KEY)).isInstanceOf(Live.class);
        clock.pass(IDLE.plusSeconds(60));
        assertThat(other.access(KEY)).isInstanceOf(Over.class);
        assertThat(one.access(KEY)).isInstanceOf(Unknown.class);
        assertThat(events).hasSize(1);
    }

    @Test
    void anEndReachesOtherProcessesWithinTheResolution() {
        Sessions one = builder(TIMEOUTS).sharedWithOtherProcesses().build();
        Sessions other = builder(TIMEOUTS).sharedWithOtherProcesses().build();
        one.start(KEY);
        other.access(KEY);
        assertThat(one.end(KEY)).isTrue();
        assertThat(one.end(KEY)).isFalse();
        assertThat(one.access(KEY)).isInstanceOf(Unknown.class);
        clock.pass(Duration.ofSeconds(60));
        assertThat(other.access(KEY)).isInstanceOf(Unknown.class);
        assertThat(events).isEmpty();
    }

    @Test
    void sweepingEndsWhatNobodyUses() {
        Sessions sessions = sessions();
        for (int i = 0; i < 5; i++) {
            sessions.start(new ActivityKey(new TenantId("acme"), "k-" + i));
        }
        clock.pass(Duration.ofMinutes(10));
        sessions.access(new ActivityKey(new TenantId("acme"), "k-0"));
        clock.pass(Duration.ofMinutes(6).minus(MILLI));
        assertThat(sessions.sweep(10)).isZero();
        clock.pass(MILLI);
        assertThat(sessions.sweep(3)).isEqualTo(3);
        assertThat(sessions.sweep(3)).isEqualTo(1);
        assertThat(sessions.sweep(3)).isZero();
        assertThat(events).hasSize(4);
        clock.pass(Duration.ofHours(12));
        assertThat(sessions.sweep(3)).isEqualTo(1);
    }

    @Test
    void anEndThatCannotBeRecordedIsTriedAgain() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        clock.pass(IDLE);
        logFails = true;
        assertThatThrownByAccess(sessions);
        assertThat(store.find(KEY)).isPresent();
        logFails = false;
        assertThat(sessions.access(KEY)).isInstanceOf(Over.class);
        assertThat(events).hasSize(1);
    }

    @Test
    void aStoreThatDoesNotAnswerLetsNobodyThroughThatItShouldRemember() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        store.fails = true;
        clock.pass(Duration.ofSeconds(59));
        assertThat(sessions.access(KEY)).isInstanceOf(Live.class);
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownByAccess(sessions);
        store.fails = false;
        assertThat(sessions.access(KEY)).isInstanceOf(Live.class);
        assertThat(store.writes).isEqualTo(1);
    }

    private static void assertThatThrownByAccess(Sessions sessions) {
        org.assertj.core.api.Assertions.assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> sessions.access(KEY));
    }

    @Test
    void refusesASecondSessionOfOneKeyAndKnowsNoOther() {
        Sessions sessions = sessions();
        sessions.start(KEY);
        assertThatIllegalStateException().isThrownBy(() -> sessions.start(KEY));
        assertThatIllegalStateException().isThrownBy(() -> sessions().start(KEY));
        assertThat(sessions.access(new ActivityKey(new TenantId("globex"), "s-1")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(TIMEOUTS).resolution(Duration.ofMinutes(16)))
                .withMessage("resolution is PT16M; accepted are zero to PT15M, the idle timeout");
        assertThatIllegalArgumentException().isThrownBy(() -> builder(TIMEOUTS).resolution(MILLI.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> builder(TIMEOUTS).maxInMemory(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionTimeouts.of(
                        new IdleTimeout(IDLE, Boundary.INCLUSIVE),
                        new AbsoluteTimeout(IDLE.minus(MILLI), Boundary.INCLUSIVE)))
                .withMessageContaining("shorter than the idle timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionTimeouts.of(new IdleTimeout(Duration.ofNanos(1), Boundary.INCLUSIVE)));
    }
}
