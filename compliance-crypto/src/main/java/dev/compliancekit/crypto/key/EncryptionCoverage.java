package dev.compliancekit.crypto.key;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.RecordClass;
import java.util.Objects;

/**
 * What a scan found in one place: how many of the values that must be sealed are. The scan is the caller's, who knows
 * the store; {@link TenantKeys#isSealed} judges one value.
 *
 * @param store the store's name, for example {@code main database} or {@code backup 2026-11-22}
 * @param recordClass the kind of record that was examined
 * @param sealed how many values are sealed under a key of their tenant, also a destroyed one
 * @param notSealed how many are not
 */
@Immutable
public record EncryptionCoverage(String store, RecordClass recordClass, long sealed, long notSealed) {

    /**
     * Checks the ranges.
     *
     * @param store the store's name, not blank
     * @param recordClass the kind of record that was examined
     * @param sealed how many values are sealed, 0 or more
     * @param notSealed how many are not, 0 or more
     * @throws IllegalArgumentException if the name is blank or a number negative
     */
    public EncryptionCoverage {
        Objects.requireNonNull(recordClass, "recordClass");
        if (store.isBlank()) {
            throw new IllegalArgumentException("store has a blank name; accepted is text");
        }
        if (sealed < 0 || notSealed < 0) {
            throw new IllegalArgumentException("a count of values is negative; accepted are 0 and above");
        }
    }

    /**
     * How many values were examined.
     *
     * @return sealed or not
     */
    public long examined() {
        return Math.addExact(sealed, notSealed);
    }

    /**
     * The place in words.
     *
     * @return the store and the record class
     */
    public String place() {
        return store + ", " + recordClass;
    }
}
