package dev.compliancekit.retention.inactivity;

import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Activity that ends with the process: right for the sessions of one process, which sign in again after a restart, and
 * for tests. Not for accounts: after a restart all of them would be unknown. <em>Thread-safe.</em>
 */
public final class InMemoryActivityStore implements ActivityStore {

    private final Map<ActivityKey, Activity> activities = new ConcurrentHashMap<>();

    /** An empty store. */
    public InMemoryActivityStore() {}

    @Override
    public boolean start(Activity activity) {
        return activities.putIfAbsent(activity.key(), activity) == null;
    }

    @Override
    public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
        Set<ActivityKey> missing = new HashSet<>();
        lastActivities.forEach((key, at) -> {
            if (activities.computeIfPresent(key, (same, activity) -> activity.usedAt(at)) == null) {
                missing.add(key);
            }
        });
        return missing;
    }

    @Override
    public Optional<Activity> find(ActivityKey key) {
        return Optional.ofNullable(activities.get(key));
    }

    @Override
    public boolean end(ActivityKey key) {
        return activities.remove(key) != null;
    }

    /** {@inheritDoc} Looks at every key. */
    @Override
    public List<Activity> usedBefore(Instant toExclusive, int limit) {
        return before(toExclusive, limit, Activity::lastActivityAt);
    }

    /** {@inheritDoc} Looks at every key. */
    @Override
    public List<Activity> startedBefore(Instant toExclusive, int limit) {
        return before(toExclusive, limit, Activity::startedAt);
    }

    private List<Activity> before(Instant toExclusive, int limit, Function<Activity, Instant> when) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; accepted are 1 and more");
        }
        Comparator<Activity> order = Comparator.comparing(when).thenComparing(Activity::key);
        PriorityQueue<Activity> first = new PriorityQueue<>(order.reversed());
        for (Activity activity : activities.values()) {
            if (when.apply(activity).isBefore(toExclusive)) {
                first.add(activity);
                if (first.size() > limit) {
                    first.remove();
                }
            }
        }
        return first.stream().sorted(order).toList();
    }
}
