package dev.compliancekit.audit.ship;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;

/** Compares the age of the oldest entry that a sink lacks with a limit. */
record LagControl(EntryShipper shipper, Duration limit) implements Control {

    LagControl {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("limit is " + limit + "; accepted is a positive duration");
        }
    }

    @Override
    public Assessment assess(Instant asOf) {
        ShipStatus status = shipper.status();
        String trouble = status.problem()
                .map(text -> " Shipping fails since " + status.problemSince().orElseThrow() + ": " + text + ".")
                .orElse("");
        if (status.state() == ShipState.HALTED) {
            return assessment(Standing.BROKEN, "The sink and the log contradict each other." + trouble, status);
        }
        if (status.shipped().isEmpty()) {
            return assessment(Standing.UNPROVEN, "The sink has not told yet how far it is." + trouble, status);
        }
        if (status.waitingSince().isEmpty()) {
            return assessment(
                    trouble.isEmpty() ? Standing.KEPT : Standing.AT_RISK,
                    "The sink holds all entries that the log has published." + trouble,
                    status);
        }
        Instant by = status.waitingSince().get().plus(limit);
        String lag = "The sink lacks " + status.lag().orElse(0) + " entries, the oldest of "
                + status.waitingSince().get() + "; it may lag " + limit + "." + trouble;
        Standing inTime = status.state() == ShipState.WORKING ? Standing.KEPT : Standing.AT_RISK;
        return assessment(by.isBefore(asOf) ? Standing.BROKEN : inTime, lag, status)
                .withDeadline(by);
    }

    private Assessment assessment(Standing standing, String reason, ShipStatus status) {
        return Assessment.of(standing, reason)
                .withFigure(
                        "entries that the sink lacks",
                        status.lag().isEmpty() ? "unknown" : "" + status.lag().getAsLong())
                .withEvidence("log " + shipper.origin() + " up to entry " + status.published());
    }
}
