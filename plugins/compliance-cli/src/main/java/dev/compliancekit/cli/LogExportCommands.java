package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.audit.AuditExport;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditQuery;
import dev.compliancekit.audit.ExportFormat;
import dev.compliancekit.audit.ExportReport;
import dev.compliancekit.audit.ExportRequest;
import dev.compliancekit.audit.ExportVerifier;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands one tenant's entries out, and checks what was handed out. */
final class LogExportCommands {

    private LogExportCommands() {}

    static Instant instant(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw CliException.usage(option + " is not an instant; accepted is for example 2026-01-31T12:00:00Z");
        }
    }

    /** Prints entries, or writes a folder that proves itself. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Print one tenant's entries; with --out write a folder with them and the proof that none is missing, "
                            + "which check-export verifies anywhere. The export is itself an event.")
    static final class Export implements Callable<Integer> {

        private final Console console;

        @Mixin
        private LogCommand.Location location = new LogCommand.Location();

        @Option(names = "--tenant", paramLabel = "T", required = true, description = "The account code.")
        private String tenant = "";

        @Option(
                names = "--from",
                paramLabel = "INSTANT",
                description = "From this instant on: when it happened, or with --out when the log took it.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "INSTANT", description = "Before this instant, likewise.")
        private @Nullable String to;

        @Option(
                names = "--format",
                paramLabel = "F",
                defaultValue = "jsonl",
                description =
                        "jsonl as stored, csv for a spreadsheet, ocsf for OCSF 1.3.0; ${DEFAULT-VALUE} if not said.")
        private String format = "jsonl";

        @Option(names = "--out", paramLabel = "FOLDER", description = "A new folder for the entries and their proof.")
        private @Nullable Path folder;

        @Option(
                names = "--actor",
                paramLabel = "KIND:ID",
                defaultValue = "service:compliance-cli",
                description = "Who exports; ${DEFAULT-VALUE} if not said.")
        private String actor = "";

        Export(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            location.requireDirectory();
            TenantId owner = new TenantId(tenant);
            ExportFormat form = ExportFormat.parse(format);
            try (AuditLog log = new LogCommand(console).open(location);
                    TenantScope scope = TenantScope.enter(owner)) {
                AuditExport export = folder == null ? print(log, owner, form) : write(log, owner, form, folder);
                console.err()
                        .println(export.entries() + " entries of " + owner + ", SHA-256 "
                                + export.sha256().hex() + ", covered by checkpoint "
                                + export.checkpoint().unverified().treeSize());
            }
            return ExitCode.GOOD;
        }

        private AuditExport print(AuditLog log, TenantId owner, ExportFormat form) {
            AuditQuery query = AuditQuery.of(owner);
            query = from == null ? query : query.from(instant("--from", from));
            query = to == null ? query : query.until(instant("--to", to));
            return log.reader().export(query, Actor.parse(actor), form, console.out());
        }

        private AuditExport write(AuditLog log, TenantId owner, ExportFormat form, Path target) {
            ExportRequest request = ExportRequest.of(owner, Actor.parse(actor)).as(form);
            request = from == null ? request : request.from(instant("--from", from));
            request = to == null ? request : request.until(instant("--to", to));
            return log.reader().exportTo(request, target);
        }
    }

    /** Verifies a folder that was exported. */
    @Command(
            name = "check-export",
            mixinStandardHelpOptions = true,
            description =
                    "Verify an exported folder from the log's public key alone: that its entries are the log's, and that "
                            + "none of the account's was withheld.")
    static final class CheckExport implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "FOLDER", description = "The exported folder.")
        private Path folder = Path.of("");

        @Option(
                names = "--vkey",
                paramLabel = "V",
                required = true,
                description = "The log's public key, as a vkey line, from somewhere else than the export.")
        private String vkey = "";

        @Option(names = "--tenant", paramLabel = "T", description = "Refuse an export of any other account.")
        private @Nullable String tenant;

        @Option(
                names = "--since",
                paramLabel = "CHECKPOINT",
                description = "A checkpoint file saved earlier; an export that is older is refused.")
        private @Nullable Path since;

        CheckExport(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
            ExportVerifier verifier = ExportVerifier.of(VerifierKey.parse(vkey));
            if (since != null) {
                verifier = verifier.withSaved(SignedCheckpoint.parse(Files.readString(since)));
            }
            ExportReport report = verifier.verify(folder);
            if (tenant != null && !new TenantId(tenant).equals(report.tenant())) {
                console.err().println("the export is of the account " + report.tenant() + ", not of the one asked for");
                return ExitCode.FINDING;
            }
            ObjectNode line = JsonLines.object()
                    .put("complete", true)
                    .put("tenant", report.tenant().value())
                    .put("entries", report.entries())
                    .put("firstSequence", report.firstSequence())
                    .put("tenantEntries", report.tenantEntries());
            report.from().ifPresent(instant -> line.put("from", instant.toString()));
            report.until().ifPresent(instant -> line.put("until", instant.toString()));
            line.put("origin", report.checkpoint().origin())
                    .put("size", report.checkpoint().treeSize())
                    .put("asOf", report.asOf().toString());
            ArrayNode notCovered = line.putArray("notCovered");
            report.notCovered().forEach(notCovered::add);
            JsonLines.print(console.out(), line);
            return ExitCode.GOOD;
        }
    }
}
