package dev.compliancekit.crypto.key;

import java.util.List;

/**
 * What one run of {@link Epochs#advance} did. <em>Immutable.</em>
 *
 * @param begun the numbers of the epochs that it began: one, or none if none was due
 * @param rewrap what came of rewrapping
 * @param destroyed the numbers of the epochs whose keys it destroyed
 * @param overdue the numbers of the epochs whose keys should be destroyed but are still needed, because not every key
 *     could be rewrapped
 */
public record EpochReport(List<Integer> begun, RewrapReport rewrap, List<Integer> destroyed, List<Integer> overdue) {

    /**
     * Copies the lists.
     *
     * @param begun the numbers of the epochs that it began; copied
     * @param rewrap what came of rewrapping
     * @param destroyed the numbers of the epochs whose keys it destroyed; copied
     * @param overdue the numbers of the epochs whose keys are still needed; copied
     */
    public EpochReport {
        begun = List.copyOf(begun);
        destroyed = List.copyOf(destroyed);
        overdue = List.copyOf(overdue);
    }
}
