package dev.compliancekit.audit.event;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import java.time.Instant;

/**
 * Events of legal holds, erasure and retention. An {@code ErasureRun} of retention writes its certificates by itself.
 * Each method gives a builder with all that the rules ask for. <em>Thread-safe.</em>
 */
public final class RetentionEvents {

    private static final String HOLD = "hold/";
    private static final String ERASURE = "erasure/";

    private RetentionEvents() {}

    /**
     * A legal hold was placed.
     *
     * @param act whose data, by whom, when
     * @param hold the hold's id
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder holdPlaced(Act act, String hold, String reason) {
        return act.done(Action.HOLD_PLACED, HOLD + hold).attribute(AuditEvent.REASON, reason);
    }

    /**
     * A legal hold was released.
     *
     * @param act whose data, by whom, when
     * @param hold the hold's id
     * @param reason why
     * @return the event's builder
     */
    public static AuditEvent.Builder holdReleased(Act act, String hold, String reason) {
        return act.done(Action.HOLD_RELEASED, HOLD + hold).attribute(AuditEvent.REASON, reason);
    }

    /**
     * Somebody asked for erasure.
     *
     * @param act whose data, who asked, when
     * @param erasure the order's id
     * @param reason what it rests on, for example {@code owner-deletion}
     * @return the event's builder
     */
    public static AuditEvent.Builder erasureRequested(Act act, String erasure, String reason) {
        return act.done(Action.ERASURE_REQUESTED, ERASURE + erasure).attribute(AuditEvent.REASON, reason);
    }

    /**
     * An erasure was executed and read back.
     *
     * @param act whose data, who executed it, when it was read back
     * @param outcome success if nothing is left, failure if something is, denied if a hold stood against it
     * @param erasure the order's id
     * @param certificate the certificate's id
     * @param authority what the order rests on, with the version of the policy
     * @param requestedAt when it was asked for
     * @param due by when it had to be done
     * @return the event's builder
     */
    public static AuditEvent.Builder erasureCompleted(
            Act act,
            Outcome outcome,
            String erasure,
            String certificate,
            String authority,
            Instant requestedAt,
            Instant due) {
        return act.event(Action.ERASURE_COMPLETED, outcome)
                .target(ERASURE + erasure)
                .attribute(Attributes.CERTIFICATE, certificate)
                .attribute(Attributes.AUTHORITY, authority)
                .attribute(Attributes.REQUESTED_AT, requestedAt.toString())
                .attribute(Attributes.DUE, due.toString());
    }

    /**
     * The retention schedule said what becomes of records.
     *
     * @param act whose records, which program asked, when
     * @param records of which class; the target
     * @param disposition {@code retain}, {@code on-hold}, {@code due} or {@code unscheduled}
     * @param reason by which rule or hold
     * @return the event's builder
     */
    public static AuditEvent.Builder dispositionDecided(
            Act act, RecordClass records, String disposition, String reason) {
        return act.done(Action.DISPOSITION_DECIDED, "records/" + records)
                .attribute(Attributes.RECORD_CLASS, records.value())
                .attribute(Attributes.DISPOSITION, disposition)
                .attribute(AuditEvent.REASON, reason);
    }
}
