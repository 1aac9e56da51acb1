package dev.compliancekit.retention.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The rules of borg: in order, each counting only what no earlier one kept, over wall clocks of the pruning zone. */
final class BorgRotation {

    private static final long NO_BUCKET = Long.MIN_VALUE;

    private final RotationPolicy policy;
    private final ZoneId zone;

    BorgRotation(RotationPolicy policy, ZoneId zone) {
        this.policy = policy;
        this.zone = zone;
    }

    RotationDecision decide(List<Snapshot> snapshots, Instant now) {
        SnapshotList list = new SnapshotList(
                snapshots,
                SnapshotList.BY_TIME_AND_NAME,
                takenAt -> zone.getRules().getOffset(takenAt.toInstant()).getTotalSeconds());
        policy.within().ifPresent(span -> keepWithin(list, now.minus(Duration.ofHours(span.hours()))));
        for (RotationPeriod period : RotationPeriod.values()) {
            if (policy.unlimited().contains(period)) {
                keepCounted(list, period, list.size());
            } else if (policy.counts().containsKey(period)) {
                int count = policy.counts().get(period);
                int kept = keepCounted(list, period, count);
                keepOldest(list, period, count, kept);
            }
        }
        return list.decision();
    }

    private static void keepWithin(SnapshotList list, Instant after) {
        for (int i = 0; i < list.size() && list.instant(i).isAfter(after); i++) {
            list.keep(i, "within #" + (i + 1));
        }
    }

    private static int keepCounted(SnapshotList list, RotationPeriod period, int count) {
        long seen = NO_BUCKET;
        int kept = 0;
        for (int i = 0; i < list.size() && kept < count; i++) {
            long bucket = list.bucket(period, i);
            if (bucket != seen) {
                seen = bucket;
                if (!list.isKept(i)) {
                    kept++;
                    list.keep(i, period.word() + " #" + kept);
                }
            }
        }
        return kept;
    }

    private static void keepOldest(SnapshotList list, RotationPeriod period, int count, int kept) {
        int oldest = list.size() - 1;
        if (kept < count && oldest >= 0 && !list.isKept(oldest)) {
            list.keep(oldest, period.word() + "[oldest] #" + (kept + 1));
        }
    }
}
