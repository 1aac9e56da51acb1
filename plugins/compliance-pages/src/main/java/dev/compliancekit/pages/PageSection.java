package dev.compliancekit.pages;

import dev.compliancekit.core.promise.AssessedPage;
import dev.compliancekit.core.promise.AssessedPromise;
import dev.compliancekit.core.promise.SecurityPage;
import java.util.List;

/** A page with a row for every promise, and its statements apart. */
final class PageSection {

    private static final List<String> COLUMNS = List.of("Promise", "Standing", "Why", "Deadline", "Evidence");

    private PageSection() {}

    static void write(Html html, AssessedPage assessed, Times times) {
        SecurityPage page = assessed.page();
        html.open("section", "aria-labelledby", "page-" + page.id(), "class", "page");
        html.element("h2", page.title(), "id", "page-" + page.id());
        html.open("p", "class", "source").text("Read from ").text(page.source()).text(", dated ");
        html.element("time", page.date().toString(), "datetime", page.date().toString())
                .text(".")
                .close();
        TableWriter table = TableWriter.open(html, "Promises of " + page.title(), "promises", COLUMNS);
        for (AssessedPromise promise : assessed.promises()) {
            table.row(List.of(
                    cell -> PromiseCells.promise(cell, promise.promise()),
                    cell -> StandingMark.badge(cell, promise.assessment().standing()),
                    cell -> PromiseCells.why(cell, promise.assessment()),
                    cell -> PromiseCells.deadline(cell, promise.assessment(), times),
                    cell -> PromiseCells.evidence(cell, promise.assessment())));
        }
        table.close();
        statements(html, page);
        html.closeLine();
    }

    private static void statements(Html html, SecurityPage page) {
        if (page.statements().isEmpty()) {
            return;
        }
        html.element("h3", "Statements that are no promises").open("ul", "class", "statements");
        page.statements().forEach(statement -> {
            html.open("li").element("span", statement.id(), "class", "id");
            html.text(" ").text(statement.claim()).closeLine();
        });
        html.closeLine();
    }
}
