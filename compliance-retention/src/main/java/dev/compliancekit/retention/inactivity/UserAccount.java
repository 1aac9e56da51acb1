package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import java.time.Instant;
import java.util.Objects;

/**
 * A user account that can be signed in to, as far as inactivity is concerned.
 *
 * @param id the account, by a pseudonym
 * @param kind who uses it
 * @param createdAt when it was made
 * @param lastActivityAt when it was last used in a way that counts; the creation if it never was
 */
@Immutable
public record UserAccount(SubjectId id, Kind kind, Instant createdAt, Instant lastActivityAt) {

    /** Who uses an account. */
    public enum Kind {
        /** A person. */
        USER,
        /** A person without whom nobody could administer the tenant, if it is the last one. */
        ADMINISTRATOR,
        /** A program; it signs in when it has something to do and never expires for inactivity. */
        SERVICE
    }

    /**
     * Checks the parts.
     *
     * @param id the account
     * @param kind who uses it
     * @param createdAt when it was made
     * @param lastActivityAt when it was last used; not before it was made
     * @throws IllegalArgumentException if it was used before it was made
     */
    public UserAccount {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        if (lastActivityAt.isBefore(createdAt)) {
            throw new IllegalArgumentException(
                    "account was last used before it was made; accepted is an activity at or "
                            + "after the creation, or neverUsed");
        }
    }

    /**
     * An account that was never used: its inactivity counts from its creation.
     *
     * @param id the account
     * @param kind who uses it
     * @param createdAt when it was made
     * @return the account
     */
    public static UserAccount neverUsed(SubjectId id, Kind kind, Instant createdAt) {
        return new UserAccount(id, kind, createdAt, createdAt);
    }
}
