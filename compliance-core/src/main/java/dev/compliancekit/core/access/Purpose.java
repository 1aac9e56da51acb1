package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Names;

/**
 * For what purpose data are looked at, for example {@code support-ticket} (GDPR art. 5(1)(b), purpose limitation).
 *
 * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
 */
@Immutable
public record Purpose(String value) implements Comparable<Purpose> {

    /**
     * Checks the value.
     *
     * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public Purpose {
        Names.requireCode("purpose", value);
    }

    @Override
    public int compareTo(Purpose other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
