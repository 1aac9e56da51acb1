package dev.compliancekit.core.residency;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Names;

/**
 * The name of a store, unique in a {@link StoreDirectory}, for example {@code orders-au-1}.
 *
 * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
 */
@Immutable
public record StoreId(String value) implements Comparable<StoreId> {

    /**
     * Checks the value.
     *
     * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public StoreId {
        Names.requireCode("store id", value);
    }

    @Override
    public int compareTo(StoreId other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
