package dev.compliancekit.pages;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.PromiseKind;
import java.util.List;

/** The cells of a row about a promise. */
final class PromiseCells {

    private PromiseCells() {}

    static void promise(Html html, Promise promise) {
        html.element("span", promise.id(), "class", "id").text(" ").text(promise.claim());
        html.open("span", "class", "kind").text(kind(promise.kind())).close();
    }

    static String kind(PromiseKind kind) {
        return switch (kind) {
            case BY_CODE -> "kept by code";
            case PARTLY -> "partly by code, partly attested";
            case ORGANISATIONAL -> "attested";
            case STATEMENT -> "statement";
        };
    }

    static void why(Html html, Assessment assessment) {
        sentences(html, assessment.reasons());
        if (!assessment.figures().isEmpty()) {
            html.open("dl", "class", "figures");
            for (Figure figure : assessment.figures()) {
                html.open("div");
                html.element("dt", figure.name()).element("dd", figure.value()).close();
            }
            html.close();
        }
    }

    static void deadline(Html html, Assessment assessment, Times times) {
        assessment
                .deadline()
                .ifPresentOrElse(
                        by -> {
                            times.write(html, by);
                            html.element("span", times.distance(by), "class", "distance");
                        },
                        () -> html.element("span", "none", "class", "none-given"));
    }

    static void evidence(Html html, Assessment assessment) {
        if (assessment.evidence().isEmpty()) {
            html.element("span", "none", "class", "none-given");
        } else {
            html.open("div", "class", "evidence");
            sentences(html, assessment.evidence());
            html.close();
        }
    }

    /** One as it is, several as a list. */
    private static void sentences(Html html, List<String> sentences) {
        if (sentences.size() == 1) {
            html.text(sentences.get(0));
            return;
        }
        html.open("ul");
        sentences.forEach(sentence -> html.element("li", sentence));
        html.close();
    }
}
