package dev.compliancekit.crypto.key;

import java.util.List;

/**
 * What came of rewrapping every key for the current epoch. <em>Immutable.</em>
 *
 * @param rewrapped keys that were in an older epoch and are in the current one now
 * @param failed keys that could not be rewrapped, and tenants whose keys could not be read; each counts once
 * @param failures one sentence for each of the first 100 of them, unmodifiable
 */
public record RewrapReport(long rewrapped, long failed, List<String> failures) {

    /**
     * Copies the sentences.
     *
     * @param rewrapped keys that are in the current epoch now
     * @param failed keys and tenants that could not be rewrapped
     * @param failures sentences; copied
     */
    public RewrapReport {
        failures = List.copyOf(failures);
    }

    /**
     * Whether every live key is in the current epoch, so that older ones are not needed.
     *
     * @return true if nothing failed
     */
    public boolean isComplete() {
        return failed == 0;
    }
}
