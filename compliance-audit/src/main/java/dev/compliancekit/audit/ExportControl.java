package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Instant;
import java.util.Locale;

/** Exports a tenant's log and proves each line of the export against the checkpoint. */
record ExportControl(AuditLog log, TenantId tenant, Actor actor) implements Control {

    @Override
    public Assessment assess(Instant asOf) {
        try (TenantScope scope = TenantScope.enter(tenant)) {
            return assessExport();
        } catch (ComplianceException e) {
            return Assessment.of(Standing.BROKEN, "The export of a tenant's log failed: " + e.getMessage() + ".");
        }
    }

    private Assessment assessExport() {
        ExportLines lines = new ExportLines();
        AuditExport export = log.reader().export(AuditQuery.of(tenant), actor, ExportFormat.JSONL, lines);
        Checkpoint checkpoint = export.checkpoint().verify(log.vkey());
        TileDirectory tiles = TileDirectory.of(log.directory());
        for (ExportLines.Line line : lines.lines()) {
            tiles.proveInclusion(line.index(), checkpoint.treeSize()).verify(line.leafHash(), checkpoint);
        }
        return Assessment.of(
                        Standing.KEPT, "A tenant's log was exported and every entry proven against the checkpoint.")
                .withFigure(
                        "entries exported and proven",
                        String.format(Locale.ROOT, "%,d", lines.lines().size()))
                .withEvidence("log " + checkpoint.origin() + " entry "
                        + export.receipt().index() + " (the export)");
    }
}
