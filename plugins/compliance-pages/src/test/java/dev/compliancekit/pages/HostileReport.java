package dev.compliancekit.pages;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Attestation;
import dev.compliancekit.core.promise.Attestations;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.PromiseKind;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.core.promise.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report with the same text in every field that takes text. */
final class HostileReport {

    private static final Instant AS_OF = Instant.parse("1998-12-31T12:00:00Z");

    private HostileReport() {}

    static EvidenceReport report(String text) {
        SecurityPage page = new SecurityPage(
                "acme",
                text,
                text,
                LocalDate.of(1998, 1, 1),
                ZoneOffset.UTC,
                List.of(
                        new Promise("A1", text, PromiseKind.BY_CODE, "tenant-tag", Map.of("within", text)),
                        new Promise("A2", text, PromiseKind.ORGANISATIONAL, Promise.ATTESTATION, Map.of()),
                        new Promise("A3", text, PromiseKind.STATEMENT, Promise.NO_CONTROL, Map.of())));
        Attestations attestations = Attestations.of(List.of(attestation("A2", text), attestation(text, text)));
        ComplianceReport report = ComplianceReport.assess(
                List.of(page),
                promise -> Optional.of(asOf -> Assessment.of(Standing.BROKEN, text)
                        .withFigure(text, text)
                        .withEvidence(text)
                        .withEvidence(text)),
                attestations,
                AS_OF);
        return EvidenceReport.builder(report)
                .title(text)
                .attestations(attestations)
                .deletions(List.of(
                        new Deletion.Done(text, AS_OF.minusSeconds(9), AS_OF, AS_OF),
                        new Deletion.Open(text, AS_OF.minusSeconds(9), AS_OF)))
                .recordAges(List.of(new RecordAge(text, 1, 2)))
                .signIns(List.of(new DeviceSignIns(text, 1)))
                .keyAges(List.of(new KeyAge(text, 1)))
                .holds(List.of(new HoldEntry(text, text, text, AS_OF)))
                .overdueErasures(List.of(new OverdueErasure(text, text, AS_OF, text)))
                .build();
    }

    private static Attestation attestation(String promiseId, String text) {
        LocalDate from = LocalDate.of(1998, 1, 1);
        Validity validity = new Validity(from, from.plusYears(1), from.plusYears(1), Period.ofDays(30), ZoneOffset.UTC);
        return Attestation.builder(promiseId, validity)
                .attestor(text)
                .statement(text)
                .evidence(text)
                .build();
    }
}
