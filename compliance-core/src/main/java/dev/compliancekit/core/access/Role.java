package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Names;

/**
 * In what role somebody acts, for example {@code support}: the unit in which rules speak (NIST RBAC, INCITS 359).
 *
 * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
 */
@Immutable
public record Role(String value) implements Comparable<Role> {

    /**
     * The role of an account owner. It comes from a {@link Mandate.AccountOwner} and cannot be granted; what it may see
     * is a rule like any other.
     */
    public static final Role OWNER = new Role("account-owner");

    /**
     * Checks the value.
     *
     * @param value the name, written like a {@link dev.compliancekit.core.TenantId}
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public Role {
        Names.requireCode("role", value);
    }

    @Override
    public int compareTo(Role other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
