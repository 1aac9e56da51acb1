package dev.compliancekit.audit.event;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import java.time.Instant;

/**
 * Events of running the service: settings, backups, incidents, alerts, and the log itself. Each method gives a builder
 * with all that the rules ask for. <em>Thread-safe.</em>
 */
public final class OperationEvents {

    private static final String BACKUP = "backup/";
    private static final String INCIDENT = "incident/";
    private static final String LOG = "log";

    private OperationEvents() {}

    /**
     * A policy or setting was changed. Its values, if they tell nothing secret, are {@link Attributes#OLD_VALUE} and
     * {@link Attributes#NEW_VALUE}.
     *
     * @param act whose setting, who, when
     * @param setting which; the target
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder configurationChanged(Act act, String setting, String reason) {
        return act.done(Action.CONFIGURATION_CHANGED, setting).attribute(AuditEvent.REASON, reason);
    }

    /**
     * A backup was made.
     *
     * @param act whose data, which program, when
     * @param backup its name
     * @return the event's builder
     */
    public static AuditEvent.Builder backupMade(Act act, String backup) {
        return act.done(Action.BACKUP_MADE, BACKUP + backup);
    }

    /**
     * A backup that was due did not happen.
     *
     * @param act whose data, which program, when it was due
     * @param backup its name
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder backupMissed(Act act, String backup, String reason) {
        return act.event(Action.BACKUP_MISSED, Outcome.FAILURE)
                .target(BACKUP + backup)
                .attribute(AuditEvent.REASON, reason);
    }

    /**
     * A security incident was opened.
     *
     * @param act whom it touches, who opened it, when
     * @param incident its id
     * @param severity {@code low}, {@code medium}, {@code high} or {@code critical}
     * @param reason what happened
     * @return the event's builder
     */
    public static AuditEvent.Builder incidentOpened(Act act, String incident, String severity, String reason) {
        return act.done(Action.INCIDENT_OPENED, INCIDENT + incident)
                .attribute(Attributes.SEVERITY, severity)
                .attribute(AuditEvent.REASON, reason);
    }

    /**
     * What an incident touches was read from the log.
     *
     * @param act the operator's tenant, who asked, when
     * @param incident its id
     * @param query what was asked, in its short form
     * @param digest SHA-256 of the answer
     * @return the event's builder, to which {@link Attributes#CHECKPOINT_SIZE}, {@link Attributes#ROOT},
     *     {@link Attributes#ENTRIES} and {@link Attributes#TENANTS} must be added
     */
    public static AuditEvent.Builder incidentScoped(Act act, String incident, String query, Bytes digest) {
        return act.done(Action.INCIDENT_SCOPED, INCIDENT + incident)
                .attribute(Attributes.QUERY, query)
                .attribute(Attributes.DIGEST, digest.hex());
    }

    /**
     * The owner of a tenant was told of an incident.
     *
     * @param act whose owner, which program, when it was logged
     * @param incident its id
     * @param receipt what the other side answered
     * @param deliveredAt when it did
     * @return the event's builder
     */
    public static AuditEvent.Builder incidentNotified(Act act, String incident, String receipt, Instant deliveredAt) {
        return act.done(Action.INCIDENT_NOTIFIED, INCIDENT + incident)
                .attribute(Attributes.RECEIPT, receipt)
                .attribute(Attributes.DELIVERED_AT, deliveredAt.toString());
    }

    /**
     * The owner of a tenant could not be told of an incident yet.
     *
     * @param act whose owner, which program, when
     * @param incident its id
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder incidentNotNotified(Act act, String incident, String reason) {
        return act.event(Action.INCIDENT_NOTIFIED, Outcome.FAILURE)
                .target(INCIDENT + incident)
                .attribute(AuditEvent.REASON, reason);
    }

    /**
     * A security incident was closed.
     *
     * @param act whom it touched, who closed it, when
     * @param incident its id
     * @param publication where it was made public, for example the address of the status page's entry
     * @param reason what was done
     * @return the event's builder
     */
    public static AuditEvent.Builder incidentClosed(Act act, String incident, String publication, String reason) {
        return act.done(Action.INCIDENT_CLOSED, INCIDENT + incident)
                .attribute(Attributes.PUBLICATION, publication)
                .attribute(AuditEvent.REASON, reason);
    }

    /**
     * Something was found that somebody should look at.
     *
     * @param act whom it is about, what found it, when
     * @param alert its id
     * @param reason what was found
     * @return the event's builder
     */
    public static AuditEvent.Builder alertRaised(Act act, String alert, String reason) {
        return act.done(Action.ALERT_RAISED, "alert/" + alert).attribute(AuditEvent.REASON, reason);
    }

    /**
     * The audit log was started.
     *
     * @param act the operator's tenant, which program, when
     * @return the event's builder
     */
    public static AuditEvent.Builder logStarted(Act act) {
        return act.done(Action.LOG_STARTED, LOG);
    }

    /**
     * The audit log was stopped on purpose.
     *
     * @param act the operator's tenant, who, when
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder logStopped(Act act, String reason) {
        return act.done(Action.LOG_STOPPED, LOG).attribute(AuditEvent.REASON, reason);
    }

    /**
     * The audit log was verified from its stored bytes.
     *
     * @param act the operator's tenant, which program, when
     * @param outcome success if it is intact, else failure
     * @param entries how many entries were read
     * @param findings how many findings there are
     * @return the event's builder
     */
    public static AuditEvent.Builder logVerified(Act act, Outcome outcome, long entries, int findings) {
        return act.event(Action.LOG_VERIFIED, outcome)
                .target(LOG)
                .attribute(Attributes.ENTRIES, Long.toString(entries))
                .attribute(Attributes.FINDINGS, Integer.toString(findings));
    }

    /**
     * The oldest entries of the audit log are removed, as soon as this event is under a checkpoint.
     *
     * @param act the operator's tenant, who, when
     * @param policy by which retention policy, in its short form
     * @param fromIndex the first entry that is removed
     * @param minimumIndex the first one that stays
     * @return the event's builder, to which {@link Attributes#ROOT}, {@link Attributes#HEADS} and
     *     {@link Attributes#NEWEST} must be added
     */
    public static AuditEvent.Builder logPruned(Act act, String policy, long fromIndex, long minimumIndex) {
        return act.done(Action.LOG_PRUNED, LOG)
                .attribute(Attributes.POLICY, policy)
                .attribute(Attributes.FROM_INDEX, Long.toString(fromIndex))
                .attribute(Attributes.MINIMUM_INDEX, Long.toString(minimumIndex))
                .attribute(Attributes.ENTRIES, Long.toString(minimumIndex - fromIndex));
    }

    /**
     * The audit log was opened after a crash, and an unacknowledged end of it was cut.
     *
     * @param act the operator's tenant, which program, when
     * @param cutAtByte from which byte on
     * @param cutBytes how many bytes
     * @return the event's builder
     */
    public static AuditEvent.Builder logRecovered(Act act, long cutAtByte, long cutBytes) {
        return act.done(Action.LOG_RECOVERED, LOG)
                .attribute(Attributes.CUT_AT_BYTE, Long.toString(cutAtByte))
                .attribute(Attributes.CUT_BYTES, Long.toString(cutBytes));
    }
}
