package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.internal.Names;
import java.time.Instant;
import java.util.Objects;

/**
 * That a grant or a mandate ended before its time.
 *
 * @param grant which one
 * @param by who revoked it
 * @param at from when on it is no longer in force
 * @param reason why, one line for people; no personal data
 */
@Immutable
public record Revocation(GrantId grant, Actor by, Instant at, String reason) {

    /**
     * Checks that nothing is missing.
     *
     * @param grant which one
     * @param by who revoked it
     * @param at from when on it is no longer in force
     * @param reason why, one line of 1 to 256 characters
     * @throws IllegalArgumentException if the reason is blank, too long or has control characters
     */
    public Revocation {
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
        Names.requireText("reason of a revocation", reason);
    }
}
