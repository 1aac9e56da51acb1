package dev.compliancekit.audit.incident;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.promise.Control;
import java.time.Duration;
import java.util.Objects;

/**
 * The control that answers promises about telling customers of a breach. It reads what the log holds each time it is
 * asked; each reading is itself an event of the operator. <em>Thread-safe.</em>
 */
public final class IncidentControls {

    private final AuditLog log;
    private final Actor reader;

    private IncidentControls(AuditLog log, Actor reader) {
        this.log = Objects.requireNonNull(log, "log");
        this.reader = Objects.requireNonNull(reader, "reader");
    }

    /**
     * The controls of a log.
     *
     * @param log the open log that an {@link IncidentDesk} writes to
     * @param reader in whose name it is read
     * @return its controls
     */
    public static IncidentControls of(AuditLog log, Actor reader) {
        return new IncidentControls(log, reader);
    }

    /**
     * Every owner of a tenant that an incident touches was told in time, with a receipt. Broken if one was not; at risk
     * when four fifths of the time have passed and one was not told yet, or nobody has looked whom it touches; unproven
     * while the log holds no incident. Closing an incident tells nobody.
     *
     * @param within the longest time from when an incident was known to the last receipt, for example
     *     {@link Incident#NOTIFY_WITHIN}; positive
     * @return the control
     * @throws IllegalArgumentException if the time is not positive
     */
    public Control noticesInTime(Duration within) {
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException("time is " + within + "; accepted is a positive duration");
        }
        return new NoticeControl(log, reader, within);
    }
}
