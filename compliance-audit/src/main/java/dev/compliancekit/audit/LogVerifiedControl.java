package dev.compliancekit.audit;

import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Verifies a log from its stored bytes. */
record LogVerifiedControl(AuditLog log) implements Control {

    @Override
    public Assessment assess(Instant asOf) {
        VerificationReport report;
        try {
            report = AuditVerifier.of(log.files().key()).verify(log.directory());
        } catch (UncheckedIOException e) {
            return Assessment.of(Standing.UNPROVEN, "The log could not be read: " + e.getMessage() + ".");
        }
        Assessment assessment = report.isIntact()
                ? Assessment.of(Standing.KEPT, "Every entry, tile and signature of the log was verified.")
                : Assessment.of(
                        Standing.BROKEN,
                        "The log does not verify: " + report.findings().get(0) + ".");
        if (report.firstBadIndex().isPresent()) {
            assessment = assessment.withFigure(
                    "first bad index", Long.toString(report.firstBadIndex().getAsLong()));
        }
        assessment = assessment.withFigure("log entries", String.format(Locale.ROOT, "%,d", report.entries()));
        if (report.minimumIndex() > 0) {
            assessment = assessment.withFigure(
                    "pruned entries, verified by their hashes",
                    String.format(Locale.ROOT, "%,d", report.minimumIndex()));
        }
        Optional<Checkpoint> checkpoint = report.checkpoint();
        return checkpoint.isEmpty() ? assessment : withEvidence(assessment, checkpoint.get());
    }

    private static Assessment withEvidence(Assessment assessment, Checkpoint checkpoint) {
        return assessment.withEvidence("log " + checkpoint.origin() + " checkpoint of size " + checkpoint.treeSize()
                + ", root " + checkpoint.rootHash());
    }
}
