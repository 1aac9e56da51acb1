package dev.compliancekit.audit;

import dev.compliancekit.audit.pruning.LogHold;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.audit.pruning.PruningStop;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The floor of a log, and beyond it whether the oldest entry is younger than the ceiling. */
record RetentionCeilingControl(AuditLog log, LogRetention policy, LogHolds holds) implements Control {

    /** When an entry that could go becomes a risk: after so many fifths of the time between floor and ceiling. */
    private static final int LATE_FIFTHS = 4;

    @Override
    public Assessment assess(Instant asOf) {
        Assessment floor = new RetentionFloorControl(log, policy.floor(), policy.zone()).assess(asOf);
        if (floor.standing() != Standing.KEPT) {
            return floor;
        }
        try {
            Optional<AuditEntry> oldest = log.reader().first();
            return oldest.isEmpty() ? floor : Assessment.combine(List.of(floor, ceiling(oldest.get(), asOf)));
        } catch (LogTamperedException e) {
            return Assessment.of(Standing.BROKEN, "The oldest entry cannot be shown: " + e.getMessage() + ".");
        } catch (IOException e) {
            return Assessment.of(Standing.UNPROVEN, "The log could not be read: " + e.getMessage() + ".");
        }
    }

    private Assessment ceiling(AuditEntry oldest, Instant asOf) throws IOException {
        Instant goneBy = policy.goneBy(oldest.recordedAt());
        if (!asOf.isBefore(goneBy)) {
            return held(asOf)
                    .map(hold -> Assessment.of(
                            Standing.AT_RISK,
                            "Entries older than the ceiling of " + policy.ceiling() + " stay under the legal hold "
                                    + hold.id() + "."))
                    .orElseGet(() -> Assessment.of(
                            Standing.BROKEN,
                            "Entry " + oldest.index() + " is older than the ceiling of " + policy.ceiling()
                                    + " and was not pruned."))
                    .withDeadline(goneBy);
        }
        Instant prunable = policy.keptUntil(oldest.recordedAt());
        Instant late = prunable.plus(
                Duration.between(prunable, goneBy).dividedBy(LATE_FIFTHS + 1).multipliedBy(LATE_FIFTHS));
        return asOf.isBefore(late)
                ? Assessment.of(Standing.KEPT, "No entry is older than the ceiling of " + policy.ceiling() + ".")
                : Assessment.of(
                                Standing.AT_RISK,
                                "Entry " + oldest.index() + " could have been pruned since " + prunable
                                        + " and must be by " + goneBy + ".")
                        .withDeadline(goneBy);
    }

    /** What keeps the oldest bundle, and with it all that follow. */
    private Optional<LogHold> held(Instant asOf) throws IOException {
        PruningPlan plan = new PruningPlan(
                TileDirectory.of(log.directory()),
                log.published().verify(log.vkey()),
                PrunedStart.read(log.directory(), log.vkey()),
                policy,
                holds,
                asOf);
        Pruning pruning = plan.make();
        return pruning.entries() == 0 && pruning.stop() instanceof PruningStop.AtHold stop
                ? Optional.of(stop.hold())
                : Optional.empty();
    }
}
