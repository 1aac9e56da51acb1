package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.promise.AssessedPromise;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.core.promise.Standing;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the job says at its end. */
final class Summary {

    private static final Set<String> ABOUT_ERASURE = Set.of("J22", "J23", "J24", "J26", "M8", "M9", "M10", "B23");

    private final Story story;
    private final WorkFolder folder;
    private final Checks checks;
    private final ComplianceReport report;

    Summary(Story story, WorkFolder folder, Checks checks, ComplianceReport report) {
        this.story = story;
        this.folder = folder;
        this.checks = checks;
        this.report = report;
    }

    static boolean erasurePromisesAreKept(ComplianceReport report) {
        List<AssessedPromise> erasure = report.promises().stream()
                .filter(promise -> ABOUT_ERASURE.contains(promise.promise().id()))
                .toList();
        return erasure.size() == ABOUT_ERASURE.size()
                && erasure.stream().allMatch(promise -> promise.assessment().standing() == Standing.KEPT);
    }

    void print(PrintStream out, double seconds) {
        out.println();
        out.println("Checks:");
        checks.print(out);
        out.println();
        out.println("As of " + story.asOf() + ": " + report.headline());
        print(out, Standing.BROKEN, "Broken, and truly so, since all of this is one program on one machine:");
        print(out, Standing.LAPSED, "Lapsed:");
        print(out, Standing.AT_RISK, "At risk:");
        out.println("Unproven is what nobody attested to and no check of this small program can see.");
        out.println();
        out.println("Report:   " + folder.report().toAbsolutePath());
        out.println("Evidence: " + folder.root().toAbsolutePath());
        out.printf(
                Locale.ROOT,
                "%d of %d checks passed in %.1f seconds.%n",
                checks.all().size() - checks.failed(),
                checks.all().size(),
                seconds);
    }

    private void print(PrintStream out, Standing standing, String title) {
        List<AssessedPromise> promises = report.promises().stream()
                .filter(promise -> promise.assessment().standing() == standing)
                .toList();
        if (promises.isEmpty()) {
            return;
        }
        out.println(title);
        for (AssessedPromise promise : promises) {
            out.printf(
                    Locale.ROOT,
                    "  %-4s %s%n       %s%n",
                    promise.promise().id(),
                    promise.promise().claim(),
                    promise.assessment().reasons().get(0));
        }
    }
}
