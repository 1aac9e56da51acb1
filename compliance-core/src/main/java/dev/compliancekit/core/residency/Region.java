package dev.compliancekit.core.residency;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.internal.Codes;

/**
 * Where a store keeps its bytes, by the name its provider or the law gives it, for example {@code au} or
 * {@code eu-central-1}.
 *
 * @param value the name, written like a {@link TenantId}
 */
@Immutable
public record Region(String value) implements Comparable<Region> {

    /** The most characters a value may have. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the value.
     *
     * @param value the name, written like a {@link TenantId}
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public Region {
        Codes.requireCode("region", value, MAX_LENGTH);
    }

    @Override
    public int compareTo(Region other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
