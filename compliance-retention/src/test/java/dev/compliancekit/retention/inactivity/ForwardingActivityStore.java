package dev.compliancekit.retention.inactivity;

import dev.compliancekit.retention.spi.Activity;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that a test changes in one point. */
class ForwardingActivityStore implements ActivityStore {

    private final ActivityStore stored = new InMemoryActivityStore();

    @Override
    public boolean start(Activity activity) {
        return stored.start(activity);
    }

    @Override
    public Set<ActivityKey> record(Map<ActivityKey, Instant> lastActivities) {
        return stored.record(lastActivities);
    }

    @Override
    public Optional<Activity> find(ActivityKey key) {
        return stored.find(key);
    }

    @Override
    public boolean end(ActivityKey key) {
        return stored.end(key);
    }

    @Override
    public List<Activity> usedBefore(Instant toExclusive, int limit) {
        return stored.usedBefore(toExclusive, limit);
    }

    @Override
    public List<Activity> startedBefore(Instant toExclusive, int limit) {
        return stored.startedBefore(toExclusive, limit);
    }
}
