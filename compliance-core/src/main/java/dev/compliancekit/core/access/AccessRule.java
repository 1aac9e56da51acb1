package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Classification;
import java.util.Objects;

/**
 * That a role may, for a purpose, see data up to a classification. It opens nothing without a grant.
 *
 * @param role which role
 * @param purpose for what purpose
 * @param upTo the most sensitive data it may see, inclusive
 */
@Immutable
public record AccessRule(Role role, Purpose purpose, Classification upTo) {

    /**
     * Checks that nothing is missing.
     *
     * @param role which role
     * @param purpose for what purpose
     * @param upTo the most sensitive data it may see, inclusive
     */
    public AccessRule {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(upTo, "upTo");
    }
}
