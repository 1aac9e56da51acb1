package dev.compliancekit.retention.backup;

import java.util.List;
import java.util.Objects;

/**
 * Which copies stay and which go, with the reason for each that stays. <em>Immutable.</em>
 *
 * @param kept the copies that stay, newest first, unmodifiable
 * @param removed the copies that go, newest first, unmodifiable
 */
public record RotationDecision(List<Kept> kept, List<Snapshot> removed) {

    /**
     * Copies the lists.
     *
     * @param kept the copies that stay; copied
     * @param removed the copies that go; copied
     */
    public RotationDecision {
        kept = List.copyOf(kept);
        removed = List.copyOf(removed);
    }

    /**
     * The same if something is left. A program may decide to delete every copy; whoever acts on a decision asks here
     * first.
     *
     * @return this decision
     * @throws IllegalArgumentException if copies go and none stays
     */
    public RotationDecision requireSomethingKept() {
        if (kept.isEmpty() && !removed.isEmpty()) {
            throw new IllegalArgumentException("rotation would delete all " + removed.size()
                    + " copies and keep none; accepted is a policy that keeps at least one");
        }
        return this;
    }

    /**
     * A copy that stays.
     *
     * @param index where it stood in the list that was given, from 0
     * @param snapshot the copy
     * @param reasons the rules that keep it, at least one, in the program's own words and order, unmodifiable
     */
    public record Kept(int index, Snapshot snapshot, List<String> reasons) {

        /**
         * Copies the reasons.
         *
         * @param index where it stood in the list that was given
         * @param snapshot the copy
         * @param reasons the rules that keep it; copied
         */
        public Kept {
            Objects.requireNonNull(snapshot, "snapshot");
            reasons = List.copyOf(reasons);
        }
    }
}
