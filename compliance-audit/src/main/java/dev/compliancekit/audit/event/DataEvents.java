package dev.compliancekit.audit.event;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.time.Instant;

/**
 * Events of client data, and of who may see them. {@code AccessGuard} of core writes those of its decisions by itself.
 * Each method gives a builder with all that the rules ask for. <em>Thread-safe.</em>
 */
public final class DataEvents {

    private static final String GRANT = "grant/";

    private DataEvents() {}

    /**
     * Client data were read or changed.
     *
     * @param act whose data, who, when
     * @param target which, for example {@code customer/1017}; no personal data
     * @param purpose for what purpose
     * @return the event's builder
     */
    public static AuditEvent.Builder accessed(Act act, String target, String purpose) {
        return act.done(Action.ACCESS, target).attribute(AuditEvent.PURPOSE, purpose);
    }

    /**
     * Access to client data was refused.
     *
     * @param act whose data, who, when
     * @param target which, for example {@code customer/1017}; no personal data
     * @param purpose for what purpose it was asked for
     * @param reason which rule refused it
     * @return the event's builder
     */
    public static AuditEvent.Builder accessDenied(Act act, String target, String purpose, String reason) {
        return act.event(Action.ACCESS, Outcome.DENIED)
                .target(target)
                .attribute(AuditEvent.PURPOSE, purpose)
                .attribute(AuditEvent.REASON, reason);
    }

    /**
     * Data left for their owner or an auditor.
     *
     * @param act whose data, who, when
     * @param target which, for example {@code account/acme}
     * @param format in which format, for example {@code csv}
     * @return the event's builder
     */
    public static AuditEvent.Builder exported(Act act, String target, String format) {
        return act.done(Action.EXPORT, target).attribute(Attributes.FORMAT, format);
    }

    /**
     * A grant of access was given.
     *
     * @param act for whose data, by whom, when
     * @param grant the grant's id
     * @param holder who may use it
     * @param reason why it was given
     * @param from from when, inclusive
     * @param toExclusive until when
     * @return the event's builder
     */
    public static AuditEvent.Builder grantGiven(
            Act act, String grant, Actor holder, String reason, Instant from, Instant toExclusive) {
        return act.done(Action.GRANT_GIVEN, GRANT + grant)
                .attribute(Attributes.HOLDER, holder.toString())
                .attribute(Attributes.FROM, from.toString())
                .attribute(Attributes.TO_EXCLUSIVE, toExclusive.toString())
                .attribute(AuditEvent.REASON, reason);
    }

    /**
     * A grant of access was revoked before its end.
     *
     * @param act for whose data, by whom, when
     * @param grant the grant's id
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder grantRevoked(Act act, String grant, String reason) {
        return act.done(Action.GRANT_REVOKED, GRANT + grant).attribute(AuditEvent.REASON, reason);
    }

    /**
     * A key was created.
     *
     * @param act whose key, who, when
     * @param keyId which
     * @return the event's builder
     */
    public static AuditEvent.Builder keyCreated(Act act, String keyId) {
        return key(act, Action.KEY_CREATED, keyId);
    }

    /**
     * A key was destroyed; what it sealed is erased.
     *
     * @param act whose key, who, when
     * @param keyId which
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder keyDestroyed(Act act, String keyId, String reason) {
        return key(act, Action.KEY_DESTROYED, keyId).attribute(AuditEvent.REASON, reason);
    }

    /**
     * A key left the key store.
     *
     * @param act whose key, who, when
     * @param keyId which
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder keyExported(Act act, String keyId, String reason) {
        return key(act, Action.KEY_EXPORTED, keyId).attribute(AuditEvent.REASON, reason);
    }

    private static AuditEvent.Builder key(Act act, Action action, String keyId) {
        return act.done(action, "key/" + keyId).attribute(Attributes.KEY_ID, keyId);
    }
}
