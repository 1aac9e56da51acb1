package dev.compliancekit.retention.backup;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Our own rules: independent of each other, over the wall clock of one declared zone. */
final class StrictRotation {

    private final RotationPolicy policy;
    private final ZoneId zone;

    StrictRotation(RotationPolicy policy, ZoneId zone) {
        this.policy = policy;
        this.zone = zone;
    }

    RotationDecision decide(List<Snapshot> snapshots, Instant now) {
        SnapshotList list = new SnapshotList(
                snapshots,
                SnapshotList.BY_TIME_AND_NAME,
                takenAt -> zone.getRules().getOffset(takenAt.toInstant()).getTotalSeconds());
        if (list.size() > 0 && list.instant(0).isAfter(now)) {
            throw new IllegalArgumentException("snapshot of " + list.instant(0) + " was taken after " + now
                    + ", when the rotation runs; accepted are snapshots of the past");
        }
        for (List<String> tags : policy.tags()) {
            for (int i = 0; i < list.size(); i++) {
                if (list.snapshot(i).tags().containsAll(tags)) {
                    list.keep(i, "tagged " + String.join(" and ", tags));
                }
            }
        }
        policy.within().ifPresent(span -> {
            Instant after = before(now, span);
            for (int i = 0; i < list.size() && list.instant(i).isAfter(after); i++) {
                list.keep(i, "younger than " + span);
            }
        });
        for (RotationPeriod period : RotationPeriod.values()) {
            if (policy.unlimited().contains(period)) {
                keep(list, period, list.size(), Instant.MIN, "");
            } else if (policy.counts().containsKey(period)) {
                int count = policy.counts().get(period);
                keep(list, period, count, Instant.MIN, " of " + count);
            }
        }
        policy.withins()
                .forEach(
                        (period, span) -> keep(list, period, list.size(), before(now, span), ", younger than " + span));
        return list.decision();
    }

    /** Where clocks go back, a day may begin twice and an hour passes twice: each counts once. */
    private static void keep(SnapshotList list, RotationPeriod period, int count, Instant after, String detail) {
        String reason = what(period) + " ";
        Set<Long> taken = new HashSet<>();
        int kept = 0;
        for (int i = 0; i < list.size() && kept < count && list.instant(i).isAfter(after); i++) {
            if (taken.add(list.bucket(period, i))) {
                kept++;
                list.keep(i, reason + kept + detail);
            }
        }
    }

    private static String what(RotationPeriod period) {
        return switch (period) {
            case LAST -> "newest of all,";
            case SECONDLY -> "newest of second";
            case MINUTELY -> "newest of minute";
            case HOURLY -> "newest of hour";
            case DAILY -> "newest of day";
            case WEEKLY -> "newest of week";
            case MONTHLY -> "newest of month";
            case YEARLY -> "newest of year";
        };
    }

    private Instant before(Instant now, RotationSpan span) {
        return now.atZone(zone)
                .minusMonths(span.years() * 12L + span.months())
                .minusDays(span.days())
                .toInstant()
                .minusSeconds(span.hours() * 3600L);
    }
}
