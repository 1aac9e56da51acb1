package dev.compliancekit.audit.event;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * Events of sessions and of the accounts they belong to. Each method gives a builder with all that the rules ask for;
 * add what else is known, with the names in {@link Attributes}, and build. <em>Thread-safe.</em>
 */
public final class SessionEvents {

    private SessionEvents() {}

    /**
     * Somebody signed in.
     *
     * @param act whose account, who, when
     * @param client from where and with what device
     * @param factors what they showed, as authentication method reference values (RFC 8176 section 2), for example
     *     {@code pwd} and {@code otp}; 1 to 8
     * @return the event's builder
     */
    public static AuditEvent.Builder signedIn(Act act, Client client, List<String> factors) {
        return client.describe(act.event(Action.SIGN_IN, Outcome.SUCCESS))
                .attribute(Attributes.FACTORS, String.join(" ", factors));
    }

    /**
     * Somebody tried to sign in and failed, for example with a wrong password.
     *
     * @param act whose account, who, when
     * @param client from where and with what device
     * @param reason why it failed, in words or as a rule's name
     * @return the event's builder
     */
    public static AuditEvent.Builder signInFailed(Act act, Client client, String reason) {
        return client.describe(act.event(Action.SIGN_IN, Outcome.FAILURE)).attribute(AuditEvent.REASON, reason);
    }

    /**
     * Somebody tried to sign in and a rule refused it, whatever they showed, for example a locked account.
     *
     * @param act whose account, who, when
     * @param client from where and with what device
     * @param reason which rule
     * @return the event's builder
     */
    public static AuditEvent.Builder signInDenied(Act act, Client client, String reason) {
        return client.describe(act.event(Action.SIGN_IN, Outcome.DENIED)).attribute(AuditEvent.REASON, reason);
    }

    /**
     * Somebody signed out.
     *
     * @param act whose account, who, when
     * @param client from where and with what device
     * @return the event's builder
     */
    public static AuditEvent.Builder signedOut(Act act, Client client) {
        return client.describe(act.event(Action.SIGN_OUT, Outcome.SUCCESS));
    }

    /**
     * A session ended because nothing was done in it for too long.
     *
     * @param act whose account, whose session, when
     * @return the event's builder
     */
    public static AuditEvent.Builder idleTimeout(Act act) {
        return act.event(Action.SESSION_EXPIRED, Outcome.SUCCESS).attribute(Attributes.TIMEOUT, "idle");
    }

    /**
     * A session ended because it had lasted for too long.
     *
     * @param act whose account, whose session, when
     * @return the event's builder
     */
    public static AuditEvent.Builder absoluteTimeout(Act act) {
        return act.event(Action.SESSION_EXPIRED, Outcome.SUCCESS).attribute(Attributes.TIMEOUT, "absolute");
    }

    /**
     * A user account expired because nobody used it for too long.
     *
     * @param act whose account, which program, when
     * @param user the user, as a pseudonym; the target
     * @param lastActivity when the account was last used
     * @return the event's builder
     */
    public static AuditEvent.Builder accountExpired(Act act, String user, Instant lastActivity) {
        return act.done(Action.INACTIVITY_EXPIRED, user).attribute(Attributes.LAST_ACTIVITY, lastActivity.toString());
    }

    /**
     * An account changed its state.
     *
     * @param act whose account, who, when
     * @param state what it became, for example {@code paused}
     * @return the event's builder
     */
    public static AuditEvent.Builder accountState(Act act, String state) {
        return act.event(Action.ACCOUNT_STATE, Outcome.SUCCESS).attribute(AuditEvent.REASON, state);
    }
}
