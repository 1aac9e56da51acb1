package dev.compliancekit.crypto.control;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.crypto.key.TenantKeys;
import java.util.Objects;

/**
 * What a scan found in one part of a store: how many of the values that must be sealed are. The scan is the caller's,
 * who knows the store; {@link TenantKeys#isSealed} judges one value.
 *
 * @param part the part's name within its store, for example {@code main schema} or {@code night 2026-11-22}
 * @param recordClass the kind of record that was examined
 * @param sealed how many values are sealed under a key of their tenant, also a destroyed one
 * @param notSealed how many are not
 */
@Immutable
public record EncryptionCoverage(String part, RecordClass recordClass, long sealed, long notSealed) {

    /**
     * Checks the ranges.
     *
     * @param part the part's name within its store, not blank
     * @param recordClass the kind of record that was examined
     * @param sealed how many values are sealed, 0 or more
     * @param notSealed how many are not, 0 or more
     * @throws IllegalArgumentException if the name is blank or a number negative
     */
    public EncryptionCoverage {
        Objects.requireNonNull(recordClass, "recordClass");
        if (part.isBlank()) {
            throw new IllegalArgumentException("part of a store has a blank name; accepted is text");
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
     * @return the part and the record class
     */
    public String place() {
        return part + ", " + recordClass;
    }
}
