package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Codes;
import java.util.Locale;
import java.util.Objects;

/**
 * Who does something (CADF: initiator): a kind, and an id. Use a pseudonym, never a name or an e-mail address: it
 * stands in clear in the log. The text itself is not restricted, because a failed sign-in must be logged whatever was
 * typed; whoever prints it escapes it.
 *
 * @param kind on whose behalf the actor acts
 * @param id the pseudonym, 1 to 256 characters of well-formed Unicode
 */
@Immutable
public record Actor(Kind kind, String id) {

    /** The most characters an id may have. */
    public static final int MAX_LENGTH = 256;

    /** On whose behalf an actor acts. */
    public enum Kind {
        /** The operator's staff. */
        STAFF,
        /** A person who signs in to a tenant's account: an owner, an administrator, a user. */
        CUSTOMER,
        /** A program of the operator. */
        SERVICE,
        /** An auditor from outside. */
        AUDITOR,
        /**
         * Somebody or something that the caller could not tell, for example whoever typed a user name that is unknown.
         */
        OTHER
    }

    /**
     * Checks both parts.
     *
     * @param kind on whose behalf the actor acts
     * @param id the pseudonym, 1 to 256 characters of well-formed Unicode
     * @throws IllegalArgumentException if the id is not accepted
     */
    public Actor {
        Objects.requireNonNull(kind, "kind");
        Codes.requireText("actor id", id, MAX_LENGTH);
    }

    /**
     * One of the operator's staff.
     *
     * @param id the pseudonym, 1 to 256 characters of well-formed Unicode
     * @return the actor
     * @throws IllegalArgumentException if the id is not accepted
     */
    public static Actor staff(String id) {
        return new Actor(Kind.STAFF, id);
    }

    /**
     * A person who signs in to a tenant's account.
     *
     * @param id the pseudonym, 1 to 256 characters of well-formed Unicode
     * @return the actor
     * @throws IllegalArgumentException if the id is not accepted
     */
    public static Actor customer(String id) {
        return new Actor(Kind.CUSTOMER, id);
    }

    /**
     * A program of the operator.
     *
     * @param id its name, 1 to 256 characters of well-formed Unicode
     * @return the actor
     * @throws IllegalArgumentException if the id is not accepted
     */
    public static Actor service(String id) {
        return new Actor(Kind.SERVICE, id);
    }

    /**
     * An auditor from outside.
     *
     * @param id the pseudonym, 1 to 256 characters of well-formed Unicode
     * @return the actor
     * @throws IllegalArgumentException if the id is not accepted
     */
    public static Actor auditor(String id) {
        return new Actor(Kind.AUDITOR, id);
    }

    /**
     * An actor as {@link #toString} writes it.
     *
     * @param text the kind in lower case, a colon, the id, for example {@code staff:ann}
     * @return the actor
     * @throws IllegalArgumentException if the kind is not known or the id not accepted
     */
    public static Actor parse(String text) {
        int colon = text.indexOf(':');
        for (Kind kind : Kind.values()) {
            if (colon > 0 && prefix(kind).equals(text.substring(0, colon))) {
                return new Actor(kind, text.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException(
                "actor has no known kind; accepted are staff:, customer:, service:, auditor: and other: with an id");
    }

    private static String prefix(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The kind in lower case, a colon, the id. */
    @Override
    public String toString() {
        return prefix(kind) + ":" + id;
    }
}
