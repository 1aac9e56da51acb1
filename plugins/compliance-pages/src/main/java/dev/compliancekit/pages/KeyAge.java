package dev.compliancekit.pages;

/**
 * How old a key is. <em>Immutable.</em>
 *
 * @param keyId the id of the key; never the key
 * @param ageDays its age in whole days
 */
public record KeyAge(String keyId, long ageDays) {

    /**
     * Checks the parts.
     *
     * @param keyId text, not blank
     * @param ageDays 0 or more
     * @throws IllegalArgumentException if a part is not as described
     */
    public KeyAge {
        Checks.text("key id", keyId);
        Checks.notNegative("age of a key", ageDays);
    }
}
