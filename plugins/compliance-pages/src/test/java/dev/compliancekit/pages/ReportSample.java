package dev.compliancekit.pages;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Attestations;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.ControlSource;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.core.promise.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report about the example pages as an application might fill it: some controls connected, some not. */
final class ReportSample {

    static final Instant AS_OF = Instant.parse("1998-12-31T12:00:00Z");

    private ReportSample() {}

    /** The folder of the example pages, from wherever the tests run. */
    static Path examples() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("examples/pages"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "folder examples/pages is not above " + Path.of("").toAbsolutePath());
        }
        return folder.resolve("examples/pages");
    }

    static List<SecurityPage> pages() {
        return List.of(page("justuno"), page("joomag"), page("jomablue"));
    }

    static SecurityPage page(String name) {
        try {
            return SecurityPageReader.read(examples().resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Attestations attestations() {
        try {
            return Attestations.of(AttestationReader.read(examples().resolve("attestations.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ComplianceReport report() {
        ControlSource source = promise -> switch (promise.control()) {
            case "erasure-deadline" -> Optional.of(erasure(promise));
            case "tenant-tag", "encryption-at-rest", "account-states", "sign-in-log", "own-store" ->
                Optional.of(kept(promise));
            case "residency" ->
                Optional.of(asOf -> Assessment.of(
                                Standing.BROKEN,
                                "1 of 4 stores lies outside the regions promised: backup-3 in eu-central-1")
                        .withFigure("stores checked", "4")
                        .withEvidence("log example.com/audit entry 88"));
            case "inactivity-expiry" ->
                Optional.of(asOf -> Assessment.of(
                                Standing.AT_RISK, "12 accounts reach one month without activity within 3 days")
                        .withFigure("accounts", "10,281")
                        .withFigure("expired", "412")
                        .withDeadline(Instant.parse("1999-01-03T00:00:00Z")));
            case "log-verified" ->
                Optional.of(asOf -> {
                    throw new IllegalStateException("log is unreachable");
                });
            default -> Optional.empty();
        };
        return ComplianceReport.assess(pages(), source, attestations(), AS_OF);
    }

    private static Control kept(Promise promise) {
        return asOf -> Assessment.of(Standing.KEPT, "all 10,281 records were checked and none was found without it")
                .withFigure("records", "10,281")
                .withFigure("without", "0")
                .withEvidence("log example.com/audit entries 40-57")
                .withEvidence(
                        "sha-256:9c1e7f0b5a3d2c4e6f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6 " + promise.id());
    }

    private static Control erasure(Promise promise) {
        return asOf -> Assessment.of(Standing.KEPT, "1 request done in time and read back")
                .withFigure("worst case", promise.parameter("within").orElse("at once"))
                .withDeadline(Instant.parse("1999-01-14T00:00:00Z"))
                .withEvidence("erasure certificate 7");
    }

    static EvidenceReport filled() {
        List<Deletion> deletions = new ArrayList<>();
        deletions.add(done("Store 3 cancelled, live systems", "1998-11-01", "1998-12-01", "1998-11-05"));
        deletions.add(done("Store 3 cancelled, backups", "1998-11-01", "1998-12-01", "1998-12-02"));
        deletions.add(new Deletion.Open("Store 7 owner deletion, backups", at("1998-12-27"), at("1999-01-03")));
        deletions.add(done("Customer 4711 immediate request", "1998-12-20", "1998-12-21", "1998-12-20"));
        deletions.add(new Deletion.Open("Customer 815 under legal hold", at("1998-11-20"), at("1998-12-20")));
        return EvidenceReport.builder(report())
                .title("FoodMart, promises and evidence")
                .attestations(attestations())
                .deletions(deletions)
                .recordAges(List.of(
                        new RecordAge("customer", 21, 30),
                        new RecordAge("sign-in", 366, 365),
                        new RecordAge("backup", 5, 7)))
                .signIns(List.of(
                        new DeviceSignIns("desktop", 1204),
                        new DeviceSignIns("phone", 830),
                        new DeviceSignIns("tablet", 97),
                        new DeviceSignIns("unknown", 3)))
                .keyAges(List.of(new KeyAge("store-1", 340), new KeyAge("store-2", 12), new KeyAge("root-1998", 355)))
                .holds(List.of(new HoldEntry("Case L-17", "customer 815", "legal counsel", at("1998-11-21"))))
                .overdueErasures(List.of(new OverdueErasure(
                        "Customer 815", "live database", at("1998-12-20"), "held by case L-17, the owner was told")))
                .build();
    }

    private static Deletion done(String label, String requested, String due, String done) {
        return new Deletion.Done(label, at(requested), at(due), at(done).plusSeconds(7_200));
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T09:00:00Z");
    }
}
