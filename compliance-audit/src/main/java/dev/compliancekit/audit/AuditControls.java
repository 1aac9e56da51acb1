package dev.compliancekit.audit;

import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Control;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * The controls that an open log answers promises with. They read what is stored each time they are asked, and hand out
 * counts, never events. <em>Thread-safe.</em>
 */
public final class AuditControls {

    private final AuditLog log;

    private AuditControls(AuditLog log) {
        this.log = log;
    }

    /**
     * The controls of a log.
     *
     * @param log the open log
     * @return its controls
     */
    public static AuditControls of(AuditLog log) {
        return new AuditControls(Objects.requireNonNull(log, "log"));
    }

    /**
     * The log is complete and unchanged: verified from the stored bytes. Kept with size, root and checkpoint as
     * evidence; broken with the first bad index.
     *
     * @return the control
     */
    public Control logVerified() {
        return new LogVerifiedControl(log);
    }

    /**
     * Every sign-in was logged with actor, address and device type. Unproven while there is no sign-in.
     *
     * @return the control
     */
    public Control signInsComplete() {
        return new SignInControl(log);
    }

    /**
     * No entry younger than the floor was removed: kept while the log holds its very first entry, or all that was
     * pruned had reached the floor then. The reason says when the log reaches the floor, or since when it has; broken
     * if entries are gone that were not pruned, or the first is altered.
     *
     * @param floor how long entries must at least be kept, for example 12 months; positive
     * @param zone where the floor's days are counted
     * @return the control
     * @throws IllegalArgumentException if the floor is zero or negative
     */
    public Control logRetained(Period floor, ZoneId zone) {
        if (floor.isZero() || floor.isNegative()) {
            throw new IllegalArgumentException("floor is " + floor + "; accepted is a positive period");
        }
        return new RetentionFloorControl(log, floor, Objects.requireNonNull(zone, "zone"));
    }

    /**
     * Entries are kept for the floor and gone by the ceiling: {@link #logRetained}, and the oldest entry is younger
     * than the ceiling. At risk when four fifths of the time between the two have passed for an entry that could go, or
     * when a legal hold keeps entries beyond the ceiling; broken when they are there without one.
     *
     * @param policy floor and ceiling
     * @param holds what is kept longer
     * @return the control
     */
    public Control logRetainedBetween(LogRetention policy, LogHolds holds) {
        return new RetentionCeilingControl(
                log, Objects.requireNonNull(policy, "policy"), Objects.requireNonNull(holds, "holds"));
    }

    /**
     * A tenant's log can be had on demand: exports it, reads the export back, and proves each entry against the
     * checkpoint. Each assessment is an export and therefore an event of the tenant.
     *
     * @param tenant whose log
     * @param actor in whose name the export is made
     * @return the control; broken if the export fails or does not verify
     */
    public Control logOnDemand(TenantId tenant, Actor actor) {
        return new ExportControl(log, Objects.requireNonNull(tenant, "tenant"), Objects.requireNonNull(actor, "actor"));
    }

    /**
     * How many sign-ins of all tenants came from which type of device.
     *
     * @param from inclusive, by the time of the event
     * @param toExclusive exclusive
     * @return most sign-ins first, then by name, unmodifiable
     */
    public List<SignInCount> signInsByDeviceType(Instant from, Instant toExclusive) {
        return SignInTally.of(log, from, toExclusive).byDeviceType();
    }
}
