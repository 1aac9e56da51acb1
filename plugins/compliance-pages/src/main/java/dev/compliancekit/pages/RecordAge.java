package dev.compliancekit.pages;

/**
 * The oldest record of a class against the longest time it may be kept. <em>Immutable.</em>
 *
 * @param recordClass the class of records
 * @param oldestDays how old the oldest is, in whole days
 * @param limitDays how old one may become, in whole days
 */
public record RecordAge(String recordClass, long oldestDays, long limitDays) {

    /**
     * Checks the parts.
     *
     * @param recordClass text, not blank
     * @param oldestDays 0 or more
     * @param limitDays 1 or more
     * @throws IllegalArgumentException if a part is not as described
     */
    public RecordAge {
        Checks.text("record class", recordClass);
        Checks.notNegative("age of the oldest record", oldestDays);
        if (limitDays < 1) {
            throw new IllegalArgumentException("limit is " + limitDays + " days; accepted is 1 or more");
        }
    }
}
