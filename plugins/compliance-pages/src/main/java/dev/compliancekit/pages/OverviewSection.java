package dev.compliancekit.pages;

import dev.compliancekit.core.promise.AssessedPage;
import dev.compliancekit.core.promise.AssessedPromise;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.core.promise.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The first screen: the headline, the counts, what needs attention, the pages at a glance. */
final class OverviewSection {

    private final Html html;
    private final ReportParts parts;
    private final ComplianceReport report;

    OverviewSection(Html html, ReportParts parts) {
        this.html = html;
        this.parts = parts;
        this.report = parts.report();
    }

    void write() {
        html.open("section", "aria-labelledby", "overview", "class", "overview");
        html.element("h2", "Overview", "id", "overview");
        html.element("p", report.headline(), "class", "headline");
        stackedBar(report.counts(), "all");
        cards();
        statementsNote();
        html.closeLine();
        attention();
        glance();
    }

    /** The shares of the standings as one bar. */
    private void stackedBar(Map<Standing, Integer> counts, String id) {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        html.open(
                "svg",
                "role",
                "img",
                "class",
                "stack",
                "width",
                "100%",
                "height",
                "18",
                "aria-labelledby",
                "bar-" + id);
        html.element("title", words(counts), "id", "bar-" + id);
        double x = 0;
        for (Map.Entry<Standing, Integer> count : counts.entrySet()) {
            double width = total == 0 ? 0 : 100.0 * count.getValue() / total;
            if (width > 0) {
                String style = "part " + StandingMark.css(count.getKey());
                html.open("rect", "x", percent(x), "width", percent(width), "height", "18", "class", style)
                        .close();
            }
            x += width;
        }
        html.closeLine();
    }

    private static String words(Map<Standing, Integer> counts) {
        List<String> words = new ArrayList<>();
        counts.forEach((standing, count) -> words.add(count + " " + standing.text()));
        return String.join(", ", words);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }

    private void cards() {
        html.open("ul", "class", "cards");
        report.counts().forEach((standing, count) -> {
            html.open("li", "class", "card " + StandingMark.css(standing) + (count == 0 ? " none" : ""));
            html.open("span", "class", "count");
            StandingMark.sign(html, standing);
            html.text(Times.grouped(count)).close();
            html.element("span", standing.text(), "class", "word");
            html.element("span", StandingMark.meaning(standing), "class", "meaning");
            html.closeLine();
        });
        html.closeLine();
    }

    private void statementsNote() {
        int statements = report.pages().stream()
                .mapToInt(page -> page.page().statements().size())
                .sum();
        if (statements > 0) {
            html.element(
                    "p",
                    Times.counted(statements, "statement") + " of the pages "
                            + (statements == 1 ? "promises" : "promise")
                            + " nothing about security, listed apart and not counted.",
                    "class",
                    "note");
        }
    }

    private void attention() {
        List<AssessedPromise> urgent = report.promises().stream()
                .filter(promise -> isUrgent(promise.assessment().standing()))
                .sorted(Comparator.comparing((AssessedPromise promise) ->
                                promise.assessment().standing())
                        .reversed()
                        .thenComparing(
                                promise -> promise.assessment().deadline().orElse(Instant.MAX)))
                .toList();
        html.open("section", "aria-labelledby", "attention");
        html.element("h2", "Needs attention", "id", "attention");
        if (urgent.isEmpty()) {
            html.element("p", "No promise is broken, lapsed or at risk.", "class", "good-news");
        } else {
            List<String> columns = List.of("Promise", "Standing", "Why", "Act by");
            TableWriter table =
                    TableWriter.open(html, "Broken, lapsed and at risk, the worst first", "promises", columns);
            urgent.forEach(promise -> table.row(List.of(
                    cell -> PromiseCells.promise(cell, promise.promise()),
                    cell -> StandingMark.badge(cell, promise.assessment().standing()),
                    cell -> PromiseCells.why(cell, promise.assessment()),
                    cell -> PromiseCells.deadline(cell, promise.assessment(), parts.times()))));
            table.close();
        }
        html.closeLine();
    }

    private static boolean isUrgent(Standing standing) {
        return standing == Standing.BROKEN || standing == Standing.LAPSED || standing == Standing.AT_RISK;
    }

    private void glance() {
        html.open("section", "aria-labelledby", "glance");
        html.element("h2", "The pages at a glance", "id", "glance");
        List<String> columns = new ArrayList<>(List.of("Page", "Promises"));
        for (Standing standing : Standing.values()) {
            columns.add(StandingMark.heading(standing));
        }
        columns.add("Shares");
        TableWriter table = TableWriter.open(html, "Promises of each page by standing", "counts", columns);
        for (AssessedPage page : report.pages()) {
            List<Consumer<Html>> cells = new ArrayList<>();
            cells.add(cell -> cell.element(
                    "a", page.page().title(), "href", "#page-" + page.page().id()));
            cells.add(TableWriter.number(page.promises().size()));
            page.counts().values().forEach(count -> cells.add(TableWriter.number(count)));
            cells.add(cell -> stackedBar(page.counts(), page.page().id()));
            table.row(cells);
        }
        table.close();
        html.closeLine();
    }
}
