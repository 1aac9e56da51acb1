package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.core.promise.Attestations;
import dev.compliancekit.core.promise.ComplianceReport;
import dev.compliancekit.core.promise.SecurityPage;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.pages.AttestationReader;
import dev.compliancekit.pages.EvidenceReport;
import dev.compliancekit.pages.PageFormatException;
import dev.compliancekit.pages.SecurityPageReader;
import dev.compliancekit.retention.contradiction.Contradiction;
import dev.compliancekit.retention.contradiction.PageContradictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks security pages and writes the evidence report. */
@Command(name = "page", mixinStandardHelpOptions = true, description = "Check security pages, write the report.")
final class PageCommand {

    private final Console console;

    PageCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Read page files; the first fault of each is one sentence with its line. Then every "
                    + "contradiction of each page is a line, with an instant at which a promise breaks.")
    int check(@Parameters(arity = "1..*", paramLabel = "FILE") List<Path> files) throws IOException {
        int code = ExitCode.GOOD;
        for (Path file : files) {
            ObjectNode line = JsonLines.object().put("file", file.toString());
            try {
                SecurityPage page = SecurityPageReader.read(file);
                line.put("page", page.id()).put("promises", page.promises().size());
                PageContradictions found = PageContradictions.of(page);
                line.put("contradictions", found.standing().size())
                        .put("accepted", found.accepted().size());
                JsonLines.print(console.out(), line);
                code = print(found) ? ExitCode.FINDING : code;
                continue;
            } catch (IllegalArgumentException e) {
                console.err().println(file + ": " + e.getMessage());
                line.put("fault", e.getMessage());
                code = ExitCode.FINDING;
            } catch (PageFormatException e) {
                console.err().println(e.getMessage());
                line.put("fault", e.getMessage()).put("line", e.line());
                code = ExitCode.FINDING;
            }
            JsonLines.print(console.out(), line);
        }
        return code;
    }

    /** Whether one stands. */
    private boolean print(PageContradictions found) {
        found.standing().forEach(one -> JsonLines.print(console.out(), line(one)));
        found.accepted()
                .forEach(one -> JsonLines.print(
                        console.out(), line(one.contradiction()).put("acceptedBecause", one.because())));
        return !found.standing().isEmpty();
    }

    private static ObjectNode line(Contradiction one) {
        ObjectNode line = JsonLines.object()
                .put("page", one.page())
                .put("contradiction", one.kind().text());
        ArrayNode promises = line.putArray("promises");
        one.promises().forEach(promises::add);
        return line.put("text", one.text())
                .put("counterExample", one.counterExample().toString());
    }

    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = "Assess the pages in DIR/pages with the evidence in DIR/log and the attestations in "
                    + "DIR/attestations.yaml, and write the report. What only the running application can answer stays "
                    + "unproven.")
    int report(
            @Option(names = "--evidence", paramLabel = "DIR", required = true, description = "Where the evidence is.")
                    Path evidence,
            @Option(names = "--key", paramLabel = "FILE", description = "The log's key file; DIR/log.key if not said.")
                    @Nullable
                    Path key,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            defaultValue = "report.html",
                            description = "Where to write; ${DEFAULT-VALUE} if not said.")
                    Path output)
            throws IOException {
        Instant asOf = console.clock().instant();
        Attestations attestations = attestations(evidence.resolve("attestations.yaml"));
        List<SecurityPage> pages = pages(evidence.resolve("pages"));
        Path keyFile = key == null ? evidence.resolve("log.key") : key;
        try (LogEvidence log = LogEvidence.open(evidence.resolve("log"), keyFile, console)) {
            ComplianceReport report = ComplianceReport.assess(pages, log.controls(), attestations, asOf);
            EvidenceReport.builder(report)
                    .attestations(attestations)
                    .signIns(log.signIns(asOf))
                    .build()
                    .write(output);
            report.failures().forEach(failure -> console.err().println(failure));
            ObjectNode line =
                    JsonLines.object().put("report", output.toString()).put("headline", report.headline());
            report.counts().forEach((standing, count) -> line.put(standing.text(), count));
            JsonLines.print(console.out(), line);
            return report.counts().getOrDefault(Standing.BROKEN, 0) == 0 ? ExitCode.GOOD : ExitCode.FINDING;
        }
    }

    private static Attestations attestations(Path file) throws IOException {
        return Files.exists(file) ? Attestations.of(AttestationReader.read(file)) : Attestations.none();
    }

    private static List<SecurityPage> pages(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        List<SecurityPage> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                pages.add(SecurityPageReader.read(file));
            }
        }
        if (pages.isEmpty()) {
            throw CliException.usage(folder + " has no page; accepted are files that end in .yaml");
        }
        return pages;
    }
}
