package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.crypto.key.KeyStatus;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.pages.Deletion;
import dev.compliancekit.pages.DeviceSignIns;
import dev.compliancekit.pages.EvidenceReport;
import dev.compliancekit.pages.HoldEntry;
import dev.compliancekit.pages.KeyAge;
import dev.compliancekit.pages.OverdueErasure;
import dev.compliancekit.pages.RecordAge;
import dev.compliancekit.retention.Obligation;
import dev.compliancekit.retention.erasure.ErasureCertificate;
import dev.compliancekit.retention.erasure.ErasureTiming;
import dev.compliancekit.retention.inactivity.UserAccount;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks every control, and writes the report. */
final class Reporting {

    /** Accounts expire after a month, which has at most so many days. */
    private static final long LONGEST_MONTH = 31;

    private final Evidence evidence;
    private final Pages pages;
    private final Instant asOf;

    Reporting(Evidence evidence, Pages pages) {
        this.evidence = evidence;
        this.pages = pages;
        this.asOf = evidence.story().asOf();
    }

    ComplianceReport assess() {
        return ComplianceReport.assess(pages.pages(), Controls.over(evidence), pages.attestations(), asOf);
    }

    void write(ComplianceReport report) throws IOException, SQLException {
        EvidenceReport.builder(report)
                .title("FoodMart: how its promises stand")
                .attestations(pages.attestations())
                .deletions(deletions())
                .recordAges(recordAges())
                .signIns(evidence.log().signInsByDevice().entrySet().stream()
                        .map(device -> new DeviceSignIns(device.getKey(), device.getValue()))
                        .toList())
                .keyAges(keyAges())
                .holds(evidence.holds().stream()
                        .map(hold -> new HoldEntry(
                                hold.id(), hold.scope() + ": " + hold.reason(), "legal department", hold.placedAt()))
                        .toList())
                .overdueErasures(overdue())
                .build()
                .write(evidence.application().folder().report());
    }

    /** What a legal hold protects is neither due nor late; it stands in the list of holds. */
    private List<ErasureTiming> timings() {
        List<ErasureCertificate> certificates = evidence.erasures().certificates();
        return evidence.erasures().obligations(asOf).stream()
                .filter(obligation -> evidence.holds().stream()
                        .noneMatch(hold -> hold.protects(obligation.event().scope(), Set.of(), asOf)))
                .map(obligation -> ErasureTiming.of(obligation, certificates, asOf))
                .toList();
    }

    private List<Deletion> deletions() {
        return timings().stream().map(this::deletion).toList();
    }

    private Deletion deletion(ErasureTiming timing) {
        Obligation obligation = timing.obligation();
        String label = obligation.event().scope() + " (" + obligation.promise() + ")";
        return timing.completedAt()
                .<Deletion>map(doneAt -> new Deletion.Done(label, timing.requestedAt(), timing.due(), doneAt))
                .orElseGet(() -> new Deletion.Open(label, timing.requestedAt(), timing.due()));
    }

    private List<OverdueErasure> overdue() {
        return timings().stream()
                .filter(timing -> timing.completedAt().isEmpty() && asOf.isAfter(timing.due()))
                .map(timing -> new OverdueErasure(
                        timing.obligation().event().scope().toString(),
                        timing.obligation().stores().toString(),
                        timing.due(),
                        "no run completed it"))
                .toList();
    }

    private List<RecordAge> recordAges() throws IOException, SQLException {
        List<RecordAge> ages = new ArrayList<>();
        Instant longestUnused = new UserAccounts(evidence.application().database())
                .open().values().stream()
                        .flatMap(List::stream)
                        .map(UserAccount::lastActivityAt)
                        .min(Instant::compareTo)
                        .orElse(asOf);
        ages.add(new RecordAge("open account, unused", days(longestUnused), LONGEST_MONTH));
        Instant oldestBackup = LocalDate.parse(
                        evidence.backups().nights().get(0).getFileName().toString())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        ages.add(new RecordAge(
                "nightly backup",
                days(oldestBackup),
                evidence.promises().backupsWithin().toDays()));
        return ages;
    }

    private List<KeyAge> keyAges() {
        return evidence.application().keys().inventory().all().stream()
                .filter(key -> key.status() == KeyStatus.ACTIVE)
                .filter(key -> !key.purpose().equals(KeyPurpose.TENANT))
                .map(key -> new KeyAge(key.tenant() + " " + key.keyId(), days(key.createdAt())))
                .toList();
    }

    private long days(Instant since) {
        return Math.max(0, Duration.between(since, asOf).toDays());
    }
}
