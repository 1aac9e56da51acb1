package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Names;

/**
 * The name of one grant or mandate, unique in a {@link GrantBook} and never used again.
 *
 * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
 */
@Immutable
public record GrantId(String value) implements Comparable<GrantId> {

    /**
     * Checks the value.
     *
     * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public GrantId {
        Names.requireCode("grant id", value);
    }

    @Override
    public int compareTo(GrantId other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
