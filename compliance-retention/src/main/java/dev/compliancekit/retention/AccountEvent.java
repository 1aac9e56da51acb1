package dev.compliancekit.retention;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened to an account, or that somebody asked for, and that may start or withdraw an obligation to
 * erase. However a request came in (settings page, mail), it is the same event.
 *
 * @param kind what happened
 * @param scope whose data it is about
 * @param at when it happened or was received
 */
@Immutable
public record AccountEvent(Kind kind, Scope scope, Instant at) {

    /** What can happen. */
    public enum Kind {
        /** The owner cancelled the account. */
        CANCELLED,
        /** The owner paused the account: starts nothing. */
        PAUSED,
        /** The software was uninstalled: starts nothing. */
        UNINSTALLED,
        /** The owner took the account up again: withdraws cancellations, never a request. */
        REACTIVATED,
        /** The owner deleted data. */
        OWNER_DELETION,
        /** A person asked for erasure (GDPR Art. 17; Cal. Civ. Code 1798.105). */
        ERASURE_REQUEST,
        /** Somebody entitled asked for destruction at once. */
        DESTRUCTION_REQUEST,
        /** Production was erased and read back. */
        ERASED
    }

    /**
     * Checks the parts.
     *
     * @param kind what happened
     * @param scope whose data it is about
     * @param at when it happened or was received
     * @throws IllegalArgumentException if the kind concerns an account as a whole and the scope is one subject
     */
    public AccountEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(at, "at");
        if (concernsAccount(kind) && !(scope instanceof Scope.WholeTenant)) {
            throw new IllegalArgumentException(
                    "event " + kind + " has the scope of one subject; accepted is a whole tenant");
        }
    }

    /**
     * An event about everything of a tenant.
     *
     * @param kind what happened
     * @param tenant the tenant
     * @param at when it happened or was received
     * @return the event
     */
    public static AccountEvent of(Kind kind, TenantId tenant, Instant at) {
        return new AccountEvent(kind, Scope.of(tenant), at);
    }

    private static boolean concernsAccount(Kind kind) {
        return switch (kind) {
            case CANCELLED, PAUSED, UNINSTALLED, REACTIVATED -> true;
            case OWNER_DELETION, ERASURE_REQUEST, DESTRUCTION_REQUEST, ERASED -> false;
        };
    }
}
