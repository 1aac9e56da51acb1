package dev.compliancekit.retention.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The rules of restic: independent of each other, over wall clocks at the offset that each copy was stored with. */
final class ResticRotation {

    private static final long NO_BUCKET = Long.MIN_VALUE;

    private final RotationProfile profile;
    private final RotationPolicy policy;
    private final ZoneId zone;

    ResticRotation(RotationProfile profile, RotationPolicy policy, ZoneId zone) {
        this.profile = profile;
        this.policy = policy;
        this.zone = zone;
    }

    RotationDecision decide(List<Snapshot> snapshots, Instant now) {
        SnapshotList list = new SnapshotList(
                snapshots, SnapshotList.BY_TIME, takenAt -> takenAt.getOffset().getTotalSeconds());
        keepTagged(list);
        policy.within().ifPresent(span -> {
            Instant after = windowBegin(list, span, now);
            for (int i = 0; i < list.size(); i++) {
                if (list.instant(i).isAfter(after)) {
                    list.keep(i, "within " + span);
                }
            }
        });
        for (RotationPeriod period : RotationPeriod.values()) {
            if (policy.unlimited().contains(period)) {
                keepCounted(list, period, list.size());
            } else {
                keepCounted(list, period, policy.counts().getOrDefault(period, 0));
            }
        }
        policy.withins().forEach((period, span) -> keepWithin(list, period, span, windowBegin(list, span, now)));
        return list.decision();
    }

    private void keepTagged(SnapshotList list) {
        for (List<String> tags : policy.tags()) {
            String text = "has tags [" + String.join(profile == RotationProfile.RESTIC_0_14 ? ", " : " ", tags) + "]";
            for (int i = 0; i < list.size(); i++) {
                if (hasAll(list.snapshot(i), tags)) {
                    list.keep(i, text);
                }
            }
        }
    }

    /** The empty tag is what a copy without tags has. */
    private static boolean hasAll(Snapshot snapshot, List<String> tags) {
        for (String tag : tags) {
            if (tag.isEmpty() && snapshot.tags().isEmpty()) {
                return true;
            }
            if (!snapshot.tags().contains(tag)) {
                return false;
            }
        }
        return true;
    }

    private void keepCounted(SnapshotList list, RotationPeriod period, int count) {
        String reason = period.word() + " snapshot";
        long taken = NO_BUCKET;
        int left = count;
        for (int i = 0; i < list.size() && left > 0; i++) {
            long bucket = list.bucket(period, i);
            boolean fresh = bucket != taken;
            if (fresh || keepsAsOldest(list, i)) {
                list.keep(i, fresh ? reason : "oldest " + reason);
                taken = bucket;
                left--;
            }
        }
    }

    private void keepWithin(SnapshotList list, RotationPeriod period, RotationSpan span, Instant after) {
        String reason = period.word() + " within " + span;
        long taken = NO_BUCKET;
        for (int i = 0; i < list.size() && list.instant(i).isAfter(after); i++) {
            long bucket = list.bucket(period, i);
            boolean fresh = bucket != taken;
            if (fresh || keepsAsOldest(list, i)) {
                list.keep(i, fresh ? reason : "oldest " + reason);
                taken = bucket;
            }
        }
    }

    private boolean keepsAsOldest(SnapshotList list, int position) {
        return profile.keepsOldest() && position == list.size() - 1;
    }

    /** Counts back from the newest copy that is older than now; without one every copy lies inside. */
    private Instant windowBegin(SnapshotList list, RotationSpan span, Instant now) {
        for (int i = 0; i < list.size(); i++) {
            if (list.instant(i).isBefore(now)) {
                return before(list.snapshot(i).takenAt(), span);
            }
        }
        return Instant.MIN;
    }

    /**
     * What Go's {@code AddDate} and {@code Add} give: days that a month does not have run over into the next one. A
     * stored offset that is the zone's own at that instant means the zone, any other means itself.
     */
    private Instant before(OffsetDateTime latest, RotationSpan span) {
        LocalDate date = latest.toLocalDate();
        LocalDate moved = LocalDate.of(date.getYear(), date.getMonth(), 1)
                .minusMonths(span.years() * 12L + span.months())
                .plusDays(date.getDayOfMonth() - 1L - span.days());
        long wallClock = moved.atTime(latest.toLocalTime()).toEpochSecond(ZoneOffset.UTC);
        boolean local = zone.getRules().getOffset(latest.toInstant()).equals(latest.getOffset());
        long second =
                wallClock - (local ? goOffset(wallClock) : latest.getOffset().getTotalSeconds());
        return Instant.ofEpochSecond(second - span.hours() * 3600L, latest.getNano());
    }

    /** Go looks the wall clock up as if it were UTC, then once more with the offset found, unless that is zero. */
    private int goOffset(long wallClock) {
        int guess = zone.getRules().getOffset(Instant.ofEpochSecond(wallClock)).getTotalSeconds();
        return guess == 0
                ? 0
                : zone.getRules()
                        .getOffset(Instant.ofEpochSecond(wallClock - guess))
                        .getTotalSeconds();
    }
}
