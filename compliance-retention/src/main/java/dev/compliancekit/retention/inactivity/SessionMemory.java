package dev.compliancekit.retention.inactivity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions that are in memory, and their way to the store and back. <em>Thread-safe.</em> */
final class SessionMemory {

    private static final int FLUSH_BATCH = 1_000;

    private final ActivityStore store;
    private final ActivityWriter writer;
    private final Cache<ActivityKey, TrackedSession> known;

    SessionMemory(ActivityStore store, SessionRules rules, long maxInMemory) {
        this.store = store;
        this.writer = new ActivityWriter(store);
        this.known = Caffeine.newBuilder()
                .maximumSize(maxInMemory)
                .evictionListener((@Nullable ActivityKey key, @Nullable TrackedSession session, RemovalCause cause) -> {
                    if (session != null && session.unstored() != Long.MIN_VALUE) {
                        rules.forgot();
                    }
                })
                // upkeep on the caller's thread: there is no thread of our own
                .executor(Runnable::run)
                .build();
    }

    /** Answers whether it was new. */
    boolean begin(Activity activity) {
        if (known.getIfPresent(activity.key()) != null || !store.start(activity)) {
            return false;
        }
        known.put(activity.key(), TrackedSession.begun(activity));
        return true;
    }

    Optional<TrackedSession> find(ActivityKey key) {
        TrackedSession session = known.getIfPresent(key);
        return session != null ? Optional.of(session) : store.find(key).map(this::found);
    }

    /** Whoever was here in between knows better, above all that it was ended. */
    TrackedSession found(Activity activity) {
        return known.asMap().computeIfAbsent(activity.key(), key -> TrackedSession.found(activity));
    }

    /** What is in memory, or a place holder that keeps what was read before from coming back. */
    TrackedSession ending(ActivityKey key) {
        return known.asMap().computeIfAbsent(key, TrackedSession::ended);
    }

    /** Returns when it is durable; false if the session is not in the store any more. */
    boolean write(ActivityKey key, TrackedSession session, long lastActivityAt) {
        if (!writer.write(key, Instant.ofEpochMilli(lastActivityAt))) {
            session.close(new SessionAccess.Unknown());
            return false;
        }
        session.stored(lastActivityAt);
        return true;
    }

    void flush() {
        Map<ActivityKey, Instant> batch = new HashMap<>();
        known.asMap().forEach((key, session) -> {
            long unstored = session.unstored();
            if (unstored != Long.MIN_VALUE) {
                batch.put(key, Instant.ofEpochMilli(unstored));
                if (batch.size() == FLUSH_BATCH) {
                    store(batch);
                }
            }
        });
        store(batch);
    }

    private void store(Map<ActivityKey, Instant> batch) {
        store.record(batch);
        batch.forEach((key, at) -> {
            TrackedSession session = known.getIfPresent(key);
            if (session != null) {
                session.stored(at.toEpochMilli());
            }
        });
        batch.clear();
    }
}
