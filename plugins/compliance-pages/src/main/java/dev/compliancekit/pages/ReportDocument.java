package dev.compliancekit.pages;

import dev.compliancekit.core.promise.AssessedPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The document around the sections. */
final class ReportDocument {

    /** No script, no network, no frame, no form: the one thing allowed is the style sheet inside the file. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private static final String STYLE = resource("report.css");

    private ReportDocument() {}

    static String of(ReportParts parts) {
        Html html = new Html();
        html.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(html, parts);
        html.open("body").element("a", "Skip to the report", "class", "skip", "href", "#main");
        StandingMark.symbols(html);
        top(html, parts);
        html.open("main", "id", "main", "tabindex", "-1");
        new OverviewSection(html, parts).write();
        for (AssessedPage page : parts.report().pages()) {
            PageSection.write(html, page, parts.times());
        }
        new ChartSection(html, parts).write();
        new ListSection(html, parts).write();
        html.closeLine();
        foot(html, parts);
        html.close().closeLine();
        return html.toString();
    }

    private static void head(Html html, ReportParts parts) {
        html.open("head").open("meta", "charset", "utf-8");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", parts.title() + ": " + parts.report().headline());
        html.open("style").verbatim(STYLE).close().closeLine();
    }

    private static void top(Html html, ReportParts parts) {
        html.open("header").element("p", "Evidence report", "class", "kicker");
        html.element("h1", parts.title());
        html.open("p", "class", "as-of").text("How every promise stands as of ");
        html.element(
                "time",
                parts.times().withZone(parts.report().asOf()),
                "datetime",
                parts.times().machine(parts.report().asOf()));
        html.text(".").closeLine();
        contents(html, parts);
        html.closeLine();
    }

    private static void contents(Html html, ReportParts parts) {
        html.open("nav", "aria-label", "Contents").open("ul");
        link(html, "attention", "Needs attention");
        link(html, "glance", "Pages at a glance");
        for (AssessedPage page : parts.report().pages()) {
            link(html, "page-" + page.page().id(), page.page().title());
        }
        link(html, "charts", "Charts");
        link(html, "lists", "Lists");
        html.close().closeLine();
    }

    private static void link(Html html, String id, String text) {
        html.open("li").element("a", text, "href", "#" + id).closeLine();
    }

    private static void foot(Html html, ReportParts parts) {
        html.open("footer").open("p");
        html.text("A promise is unproven until something shows otherwise. One that is kept partly by code needs its "
                + "control and an attestation, and the worse of the two stands. Times are in "
                + parts.times().zoneName() + ".");
        html.close().element("p", "Written by ComplianceKit from the evidence it was given; it has read no clock.");
        html.closeLine();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportDocument.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("style sheet " + name + " cannot be read from the jar", e);
        }
    }
}
