package dev.compliancekit.pages;

import dev.compliancekit.core.promise.AssessedPromise;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Attestation;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.core.promise.FailedControl;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The lists: holds, overdue erasures, attestations due, and what the register could not use. */
final class ListSection {

    private record Due(Promise promise, Assessment assessment) {}

    private final Html html;
    private final ReportParts parts;

    ListSection(Html html, ReportParts parts) {
        this.html = html;
        this.parts = parts;
    }

    void write() {
        html.open("section", "aria-labelledby", "lists");
        html.element("h2", "Lists", "id", "lists");
        holds();
        overdue();
        attestationsDue();
        unmatched();
        failures();
        html.closeLine();
    }

    private void holds() {
        list(
                "Legal holds in force",
                "No legal hold is in force.",
                List.of("Hold", "Covers", "Placed by", "Placed"),
                parts.holds().stream()
                        .map(hold -> List.<Consumer<Html>>of(
                                TableWriter.text(hold.name()),
                                TableWriter.text(hold.covers()),
                                TableWriter.text(hold.placedBy()),
                                cell -> parts.times().write(cell, hold.placedAt())))
                        .toList());
    }

    private void overdue() {
        list(
                "Overdue erasures",
                "No erasure is overdue.",
                List.of("What", "Where", "Was due", "Why it is late"),
                parts.overdue().stream()
                        .sorted(Comparator.comparing(OverdueErasure::due))
                        .map(late -> List.<Consumer<Html>>of(
                                TableWriter.text(late.what()),
                                TableWriter.text(late.where()),
                                cell -> {
                                    parts.times().write(cell, late.due());
                                    cell.element("span", parts.times().distance(late.due()), "class", "distance");
                                },
                                TableWriter.text(late.reason())))
                        .toList());
    }

    private void attestationsDue() {
        List<Due> due = new ArrayList<>();
        ComplianceReport report = parts.report();
        for (AssessedPromise assessed : report.promises()) {
            parts.attestations()
                    .controlFor(assessed.promise())
                    .map(control -> control.assess(report.asOf()))
                    .filter(assessment ->
                            assessment.standing() == Standing.AT_RISK || assessment.standing() == Standing.LAPSED)
                    .ifPresent(assessment -> due.add(new Due(assessed.promise(), assessment)));
        }
        due.sort(Comparator.comparing(row -> row.assessment().deadline().orElse(report.asOf())));
        list(
                "Attestations due",
                "No attestation is due for renewal.",
                List.of("Promise", "Standing", "Why", "Renew by"),
                due.stream()
                        .map(row -> List.<Consumer<Html>>of(
                                cell -> PromiseCells.promise(cell, row.promise()),
                                cell -> StandingMark.badge(
                                        cell, row.assessment().standing()),
                                cell -> PromiseCells.why(cell, row.assessment()),
                                cell -> PromiseCells.deadline(cell, row.assessment(), parts.times())))
                        .toList());
    }

    private void unmatched() {
        List<Attestation> unmatched = parts.report().unmatchedAttestations();
        if (!unmatched.isEmpty()) {
            list(
                    "Attestations that no promise asks for",
                    "",
                    List.of("Named promise", "Attestor", "Statement"),
                    unmatched.stream()
                            .map(attestation -> List.of(
                                    TableWriter.text(attestation.promiseId()),
                                    TableWriter.text(attestation.attestor()),
                                    TableWriter.text(attestation.statement())))
                            .toList());
        }
    }

    private void failures() {
        List<FailedControl> failures = parts.report().failures();
        if (!failures.isEmpty()) {
            list(
                    "Controls that failed to answer",
                    "",
                    List.of("Promise", "Control", "What was thrown"),
                    failures.stream()
                            .map(failure -> List.of(
                                    TableWriter.text(failure.promise().id()),
                                    TableWriter.text(failure.promise().control()),
                                    TableWriter.text(failure.cause().getClass().getName())))
                            .toList());
        }
    }

    private void list(String title, String none, List<String> columns, List<List<Consumer<Html>>> rows) {
        html.open("div", "class", "list");
        html.element("h3", title);
        if (rows.isEmpty()) {
            html.element("p", none, "class", "good-news");
        } else {
            TableWriter table = TableWriter.open(html, title, cssClass(columns), columns);
            rows.forEach(table::row);
            table.close();
        }
        html.closeLine();
    }

    /** Promises with their standing look the same wherever they are listed. */
    private static String cssClass(List<String> columns) {
        return columns.contains("Standing") ? "promises" : "rows";
    }
}
