package dev.compliancekit.pages;

import dev.compliancekit.core.promise.Attestations;
import dev.compliancekit.core.promise.ComplianceReport;
import java.time.ZoneId;
import java.util.List;

/** Everything that a report shows; made by the builder, which copies. */
record ReportParts(
        ComplianceReport report,
        String title,
        ZoneId zone,
        Attestations attestations,
        List<Deletion> deletions,
        List<RecordAge> recordAges,
        List<DeviceSignIns> signIns,
        List<KeyAge> keyAges,
        List<HoldEntry> holds,
        List<OverdueErasure> overdue) {

    Times times() {
        return new Times(zone, report.asOf());
    }
}
