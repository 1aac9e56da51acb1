package dev.compliancekit.core.residency;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Names;

/**
 * Who runs the machines that a store is on, for example {@code ovh}; the operator himself if they are his own.
 *
 * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
 */
@Immutable
public record Provider(String value) implements Comparable<Provider> {

    /**
     * Checks the value.
     *
     * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public Provider {
        Names.requireCode("provider", value);
    }

    @Override
    public int compareTo(Provider other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
