package dev.compliancekit.retention.inactivity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.SessionAccess.Live;
import dev.compliancekit.retention.spi.ActivityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SessionsProperties {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final long IDLE = 900_000;
    private static final long ABSOLUTE = 7_200_000;
    private static final long RESOLUTION = 60_000;
    private static final AuditReceipt RECEIPT = new AuditReceipt("log", 0, Bytes.copyOf(new byte[32]), 0);

    /** What happens: so much time passes, then the clock may be set by so much, then somebody does something. */
    record Step(long passes, long setBy, int session, int what) {}

    @Provide
    static Arbitrary<List<Step>> stories() {
        Arbitrary<Long> passes = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 1_000_000),
                Arbitraries.of(0L, 1L, IDLE - 1, IDLE, IDLE + 1, RESOLUTION - 1, RESOLUTION, ABSOLUTE - 1, ABSOLUTE));
        Arbitrary<Long> setBy = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.just(0L)),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(-10_000_000, -5_000)));
        return Combinators.combine(
                        passes,
                        setBy,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 9))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** The plainest model: sessions as two numbers on a time that only passes. */
    private static final class Model {

        private final Map<ActivityKey, long[]> live = new HashMap<>();
        private long now = BEGIN.toEpochMilli();

        boolean isLive(ActivityKey key) {
            long[] session = live.get(key);
            if (session == null || now - session[0] >= ABSOLUTE || now - session[1] >= IDLE) {
                live.remove(key);
                return false;
            }
            session[1] = now;
            return true;
        }
    }

    /** Exact at the limit, whatever is set back, swept or flushed: the model knows neither clock, memory nor sweep. */
    @Property(tries = 500)
    void agreesWithAModelToTheMillisecond(@ForAll("stories") List<Step> story) {
        StoryClock clock = new StoryClock(BEGIN);
        Model model = new Model();
        Sessions sessions = sessions(new InMemoryActivityStore(), clock);
        for (Step step : story) {
            clock.pass(Duration.ofMillis(step.passes()));
            model.now += step.passes();
            clock.set(clock.instant().plusMillis(step.setBy()));
            ActivityKey key = key(step.session());
            if (step.what() == 0) {
                sessions.sweep(10);
            } else if (step.what() == 1) {
                sessions.flush();
            } else if (sessions.access(key) instanceof Live) {
                assertThat(model.isLive(key)).as("%s in %s", step, story).isTrue();
            } else {
                assertThat(model.isLive(key)).as("%s in %s", step, story).isFalse();
                if (step.what() < 5 && startsAnew(sessions, key)) {
                    model.live.put(key, new long[] {model.now, model.now});
                }
            }
        }
    }

    /** A key is never used twice, so a session that was there is not begun again. */
    private static boolean startsAnew(Sessions sessions, ActivityKey key) {
        try {
            return sessions.start(key) != null;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** After crashes at any moment nobody is logged out early, and nobody stays longer than the resolution. */
    @Property(tries = 500)
    void crashesNeverEndASessionEarly(@ForAll("stories") List<Step> story) {
        StoryClock clock = new StoryClock(BEGIN);
        InMemoryActivityStore store = new InMemoryActivityStore();
        Sessions sessions = sessions(store, clock);
        ActivityKey key = key(0);
        sessions.start(key);
        long startedAt = clock.millis();
        long lastActivityAt = startedAt;
        for (Step step : story) {
            clock.pass(Duration.ofMillis(step.passes()));
            if (step.what() < 4) {
                sessions = sessions(store, clock);
            }
            long now = clock.millis();
            boolean mustBeLive = now - lastActivityAt < IDLE && now - startedAt < ABSOLUTE;
            boolean mayBeLive = now - lastActivityAt < IDLE + RESOLUTION && now - startedAt < ABSOLUTE;
            boolean isLive = sessions.access(key) instanceof Live;
            assertThat(isLive).as("%s in %s", step, story).isIn(mustBeLive, mayBeLive);
            if (!isLive) {
                return;
            }
            lastActivityAt = now;
        }
    }

    private static Sessions sessions(InMemoryActivityStore store, StoryClock clock) {
        SessionTimeouts timeouts = SessionTimeouts.of(
                new IdleTimeout(Duration.ofMillis(IDLE), Boundary.INCLUSIVE),
                new AbsoluteTimeout(Duration.ofMillis(ABSOLUTE), Boundary.INCLUSIVE));
        return Sessions.builder(store, timeouts, event -> RECEIPT, SteadyClock.of(clock, clock))
                .resolution(Duration.ofMillis(RESOLUTION))
                .build();
    }

    private static ActivityKey key(int session) {
        return new ActivityKey(new TenantId("acme"), "s-" + session);
    }
}
