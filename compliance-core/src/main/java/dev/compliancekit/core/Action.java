package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Codes;

/**
 * What was done, in the log's vocabulary, for example {@code sign-in}. An application adds its own with the
 * constructor; the constants are the ones that ComplianceKit itself writes or reads, lower-case words joined by
 * hyphens.
 *
 * @param value the name, 1 to 64 letters and digits with {@code . _ : -} between them
 */
@Immutable
public record Action(String value) implements Comparable<Action> {

    /** The most characters a value may have. */
    public static final int MAX_LENGTH = 64;

    /** Somebody signed in, or tried to; the outcome tells which. */
    public static final Action SIGN_IN = new Action("sign-in");

    /** Somebody signed out. */
    public static final Action SIGN_OUT = new Action("sign-out");

    /** A session ended by idle or absolute timeout. */
    public static final Action SESSION_EXPIRED = new Action("session-expired");

    /** Client data were read or changed, or that was refused; the outcome tells which. */
    public static final Action ACCESS = new Action("access");

    /** A grant of access was given. */
    public static final Action GRANT_GIVEN = new Action("grant-given");

    /** A grant of access was revoked before its end. */
    public static final Action GRANT_REVOKED = new Action("grant-revoked");

    /** A write, backup or export to a store was allowed or refused by residency. */
    public static final Action STORE_WRITE = new Action("store-write");

    /** Data or log entries of a tenant left the system for its owner or an auditor. */
    public static final Action EXPORT = new Action("export");

    /** An account changed its state: active, paused, cancelled and so on. */
    public static final Action ACCOUNT_STATE = new Action("account-state");

    /** An owner or a data subject asked for erasure. */
    public static final Action ERASURE_REQUESTED = new Action("erasure-requested");

    /** An erasure run was executed and read back. */
    public static final Action ERASURE_COMPLETED = new Action("erasure-completed");

    /** A user account expired for lack of activity. */
    public static final Action INACTIVITY_EXPIRED = new Action("inactivity-expired");

    /** A legal hold was placed. */
    public static final Action HOLD_PLACED = new Action("hold-placed");

    /** A legal hold was released. */
    public static final Action HOLD_RELEASED = new Action("hold-released");

    /** The retention schedule was asked about records, and said what becomes of them. */
    public static final Action DISPOSITION_DECIDED = new Action("disposition-decided");

    /** A key was created. */
    public static final Action KEY_CREATED = new Action("key-created");

    /** A key was destroyed; what it sealed is erased. */
    public static final Action KEY_DESTROYED = new Action("key-destroyed");

    /** A key left the key store, to be used by other programs. */
    public static final Action KEY_EXPORTED = new Action("key-exported");

    /** A backup was made. */
    public static final Action BACKUP_MADE = new Action("backup-made");

    /** A backup that was due did not happen. */
    public static final Action BACKUP_MISSED = new Action("backup-missed");

    /** A policy or setting that bears on compliance was changed. */
    public static final Action CONFIGURATION_CHANGED = new Action("configuration-changed");

    /** The watch over the log found something that somebody should look at. */
    public static final Action ALERT_RAISED = new Action("alert-raised");

    /** An alert was taken over by whoever is on call, or not; the outcome tells which. */
    public static final Action ALERT_DELIVERED = new Action("alert-delivered");

    /** Somebody looked at an alert and decided what it means. */
    public static final Action ALERT_REVIEWED = new Action("alert-reviewed");

    /** A security incident was opened. */
    public static final Action INCIDENT_OPENED = new Action("incident-opened");

    /** A security incident was closed; where it was made public is told with it. */
    public static final Action INCIDENT_CLOSED = new Action("incident-closed");

    /** The tenants and persons that an incident touches were read from the log. */
    public static final Action INCIDENT_SCOPED = new Action("incident-scoped");

    /** The owner of a tenant was told of an incident, or could not be; the outcome tells which. */
    public static final Action INCIDENT_NOTIFIED = new Action("incident-notified");

    /** The audit log was started. */
    public static final Action LOG_STARTED = new Action("log-started");

    /** The audit log was stopped on purpose. */
    public static final Action LOG_STOPPED = new Action("log-stopped");

    /** The audit log was opened after a crash, and an unacknowledged end of it was cut. */
    public static final Action LOG_RECOVERED = new Action("log-recovered");

    /** The audit log was verified from its stored bytes; the outcome tells whether it is intact. */
    public static final Action LOG_VERIFIED = new Action("log-verified");

    /** The oldest entries of the audit log are removed as its retention policy says. */
    public static final Action LOG_PRUNED = new Action("log-pruned");

    /** A log says where every tenant stands in it, so that an export can be shown to be complete. */
    public static final Action TENANT_HEADS = new Action("tenant-heads");

    /**
     * Checks the value.
     *
     * @param value the name, 1 to 64 letters and digits with {@code . _ : -} between them
     * @throws IllegalArgumentException if it is not 1 to 64 ASCII letters and digits with {@code . _ : -} between them
     */
    public Action {
        Codes.requireName("action", value, MAX_LENGTH);
    }

    @Override
    public int compareTo(Action other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
