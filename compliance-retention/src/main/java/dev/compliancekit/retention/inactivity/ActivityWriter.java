package dev.compliancekit.retention.inactivity;

import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings activity to the store. What comes while a write is under way goes together in the next one, so that many
 * threads share few writes. <em>Thread-safe.</em>
 */
final class ActivityWriter {

    private static final int MAX_BATCH = 1_000;

    private final ActivityStore store;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    ActivityWriter(ActivityStore store) {
        this.store = store;
    }

    /** Returns when it is durable; false if the key is not there. */
    boolean write(ActivityKey key, Instant at) {
        Waiting mine = new Waiting(key, at);
        queue.add(mine);
        writing.lock();
        try {
            while (!mine.done) {
                writeBatch();
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw new IllegalStateException("activity could not be stored; it is safe to try again", mine.failure);
        }
        return !mine.missing;
    }

    private void writeBatch() {
        List<Waiting> batch = new ArrayList<>();
        Map<ActivityKey, Instant> last = new HashMap<>();
        for (Waiting next = queue.poll(); next != null; next = batch.size() < MAX_BATCH ? queue.poll() : null) {
            batch.add(next);
            last.merge(next.key, next.at, (one, other) -> one.isAfter(other) ? one : other);
        }
        try {
            Set<ActivityKey> missing = store.record(last);
            batch.forEach(each -> each.missing = missing.contains(each.key));
        } catch (RuntimeException e) {
            batch.forEach(each -> each.failure = e);
        } finally {
            batch.forEach(each -> each.done = true);
        }
    }

    /** One that waits; only its thread and the writing one look at it, under the lock. */
    private static final class Waiting {

        private final ActivityKey key;
        private final Instant at;
        private boolean done;
        private boolean missing;
        private @Nullable RuntimeException failure;

        Waiting(ActivityKey key, Instant at) {
            this.key = key;
            this.at = at;
        }
    }
}
