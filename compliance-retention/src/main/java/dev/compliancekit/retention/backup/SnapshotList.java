package dev.compliancekit.retention.backup;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Copies in the order in which rules walk over them, newest first, and the reasons found so far. */
final class SnapshotList {

    /** Newest first; equal times stay as they were given. */
    static final Comparator<Snapshot> BY_TIME = (a, b) -> {
        int seconds = Long.compare(b.takenAt().toEpochSecond(), a.takenAt().toEpochSecond());
        return seconds != 0
                ? seconds
                : Integer.compare(b.takenAt().getNano(), a.takenAt().getNano());
    };

    /** Newest first; of equal times the higher name first, as borg orders them. */
    static final Comparator<Snapshot> BY_TIME_AND_NAME = BY_TIME.thenComparing(Snapshot::id, Comparator.reverseOrder());

    private final List<Snapshot> given;
    private final int[] order;
    private final Instant[] instants;
    private final long[] localSeconds;
    private final @Nullable List<String>[] reasons;

    @SuppressWarnings({"unchecked", "rawtypes"})
    SnapshotList(List<Snapshot> given, Comparator<Snapshot> comparator, ToIntFunction<OffsetDateTime> offset) {
        this.given = List.copyOf(given);
        order = order(this.given, comparator);
        instants = new Instant[order.length];
        localSeconds = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            OffsetDateTime takenAt = this.given.get(order[i]).takenAt();
            instants[i] = takenAt.toInstant();
            localSeconds[i] = takenAt.toEpochSecond() + offset.applyAsInt(takenAt);
        }
        reasons = new List[order.length];
    }

    private static int[] order(List<Snapshot> given, Comparator<Snapshot> comparator) {
        if (isOrdered(given, comparator)) {
            return IntStream.range(0, given.size()).toArray();
        }
        Integer[] order = new Integer[given.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> comparator.compare(given.get(a), given.get(b)));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private static boolean isOrdered(List<Snapshot> given, Comparator<Snapshot> comparator) {
        for (int i = 1; i < given.size(); i++) {
            if (comparator.compare(given.get(i - 1), given.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return order.length;
    }

    Snapshot snapshot(int position) {
        return given.get(order[position]);
    }

    Instant instant(int position) {
        return instants[position];
    }

    long bucket(RotationPeriod period, int position) {
        return period.bucket(localSeconds[position], position);
    }

    boolean isKept(int position) {
        return reasons[position] != null;
    }

    void keep(int position, String reason) {
        List<String> found = reasons[position];
        if (found == null) {
            found = new ArrayList<>(2);
            reasons[position] = found;
        }
        found.add(reason);
    }

    RotationDecision decision() {
        List<RotationDecision.Kept> kept = new ArrayList<>();
        List<Snapshot> removed = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            List<String> found = reasons[i];
            if (found == null) {
                removed.add(snapshot(i));
            } else {
                kept.add(new RotationDecision.Kept(order[i], snapshot(i), found));
            }
        }
        return new RotationDecision(kept, removed);
    }
}
