package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.audit.AuditExport;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.AuditLogBuilder;
import dev.compliancekit.audit.AuditQuery;
import dev.compliancekit.audit.AuditVerifier;
import dev.compliancekit.audit.EscrowKey;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes, verifies and exports audit logs. */
@Command(name = "log", mixinStandardHelpOptions = true, description = "Write, verify and export an audit log.")
final class LogCommand {

    private static final int MAX_BATCH = 1024;

    private final Console console;

    LogCommand(Console console) {
        this.console = console;
    }

    /** Where a log and its key lie. The key is beside the directory, because the directory may be served to anybody. */
    static final class Location {

        @Parameters(index = "0", paramLabel = "DIR", description = "The log's directory.")
        private Path directory = Path.of("");

        @Option(names = "--key", paramLabel = "FILE", description = "The log's key file; DIR.key if not said.")
        private @Nullable Path key;

        Path directory() {
            return directory;
        }

        Path keyFile() {
            if (key != null) {
                return key;
            }
            Path absolute = directory.toAbsolutePath().normalize();
            Path name = absolute.getFileName();
            if (name == null) {
                throw CliException.usage("the log's directory has no name to put a key file beside; say --key FILE");
            }
            return absolute.resolveSibling(name + ".key");
        }

        LogKey load() {
            return LogKey.load(keyFile());
        }

        boolean hasKey() {
            return Files.exists(keyFile());
        }

        void requireDirectory() throws IOException {
            if (!Files.isDirectory(directory)) {
                throw new NoSuchFileException(directory.toString());
            }
        }
    }

    @Command(
            name = "append",
            mixinStandardHelpOptions = true,
            description =
                    "Append events from standard input, one JSON object a line (tenant actor action outcome target "
                            + "address userAgent deviceType occurredAt attributes); a receipt line follows each durable event.")
    int append(
            @Mixin Location location,
            @Option(names = "--origin", paramLabel = "O", description = "The log's name; needed to create it.")
                    @Nullable
                    String origin,
            @Option(
                            names = "--escrow",
                            paramLabel = "FILE",
                            description =
                                    "Where the first key of the write-ahead files goes when the log is created; take "
                                            + "it to who verifies the log.")
                    @Nullable
                    Path escrow)
            throws IOException {
        try (AuditLog log = open(location, origin, escrow)) {
            JsonLines lines = new JsonLines(console.in(), "standard input");
            EventLine reader = new EventLine(lines, console.clock());
            List<AuditEvent> batch = new ArrayList<>();
            try {
                for (ObjectNode line = lines.next(); line != null; line = lines.next()) {
                    batch.add(reader.parse(line));
                    if (batch.size() == MAX_BATCH || console.in().available() == 0) {
                        appendAll(log, batch);
                    }
                }
            } finally {
                appendAll(log, batch);
            }
        }
        return ExitCode.GOOD;
    }

    private void appendAll(AuditLog log, List<AuditEvent> batch) {
        for (AuditReceipt receipt : log.appendAll(List.copyOf(batch))) {
            JsonLines.print(
                    console.out(),
                    JsonLines.object()
                            .put("origin", receipt.origin())
                            .put("index", receipt.index())
                            .put("leafHash", receipt.leafHash().hex())
                            .put("tenantSequence", receipt.tenantSequence()));
        }
        batch.clear();
    }

    private AuditLog open(Location location) {
        return open(location, null, null);
    }

    private AuditLog open(Location location, @Nullable String origin, @Nullable Path escrow) {
        LogKey key = location.hasKey() ? location.load() : create(location, origin);
        if (origin != null && !origin.equals(key.origin())) {
            throw CliException.usage("the key in " + location.keyFile() + " is of another log than --origin says");
        }
        AuditLogBuilder builder =
                AuditLog.builder(location.directory(), key, console.clock()).withoutLifeEvents();
        AuditLog log = (escrow == null ? builder : builder.escrow(escrow, console.random())).open();
        if (log.recovery().cutBytes() > 0) {
            console.err()
                    .println("recovered: an unacknowledged batch of "
                            + log.recovery().cutBytes() + " bytes at the end of the log was cut at byte "
                            + log.recovery().cutAtByte());
        }
        return log;
    }

    private LogKey create(Location location, @Nullable String origin) {
        if (origin == null) {
            throw CliException.usage(
                    "the log has no key yet; say --origin O to create it, for example " + "--origin example.com/audit");
        }
        LogKey key = LogKey.create(location.keyFile(), origin, console.random());
        console.err()
                .println("created the log's key " + location.keyFile() + "; keep it secret, and away from backups "
                        + "of the log");
        return key;
    }

    @Command(name = "key", mixinStandardHelpOptions = true, description = "Print the log's public key, a vkey line.")
    int key(@Mixin Location location) {
        console.out().println(location.load().vkey());
        return ExitCode.GOOD;
    }

    @Command(
            name = "checkpoint",
            mixinStandardHelpOptions = true,
            description = "Sign all entries and print the checkpoint; keep it elsewhere.")
    int checkpoint(@Mixin Location location) throws IOException {
        location.requireDirectory();
        try (AuditLog log = open(location)) {
            console.out().print(log.checkpoint().text());
        }
        return ExitCode.GOOD;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check every stored byte; print size, root, and the first bad index and why.")
    int verify(
            @Mixin Location location,
            @Option(names = "--vkey", paramLabel = "V", description = "The log's public key, as a vkey line.") @Nullable
                    String vkey,
            @Option(names = "--since", paramLabel = "CHECKPOINT", description = "A checkpoint file saved earlier.")
                    @Nullable
                    Path since,
            @Option(
                            names = "--escrow",
                            paramLabel = "FILE",
                            description =
                                    "The first key of the write-ahead files, taken away when the log was created.")
                    @Nullable
                    Path escrow,
            @Mixin WitnessOptions witnesses)
            throws IOException {
        location.requireDirectory();
        Optional<WitnessPolicy> policy = witnesses.policy();
        AuditVerifier verifier = verifier(location, vkey);
        verifier = policy.isPresent() ? verifier.withWitnesses(policy.get()) : verifier;
        if (escrow != null) {
            verifier = verifier.withEscrow(EscrowKey.load(escrow));
        }
        if (since != null) {
            verifier = verifier.withSaved(SignedCheckpoint.parse(Files.readString(since)));
        }
        VerificationReport report = verifier.verify(location.directory());
        ObjectNode line = JsonLines.object()
                .put("intact", report.isIntact())
                .put("size", report.entries())
                .put("minimumIndex", report.minimumIndex())
                .put("root", report.rootHash().hex());
        report.checkpoint().ifPresent(signed -> line.put("origin", signed.origin()));
        report.firstBadIndex().ifPresent(index -> line.put("firstBadIndex", index));
        ArrayNode findings = line.putArray("findings");
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("where", finding.where())
                        .put("firstIndex", finding.firstIndex())
                        .put("problem", finding.problem()));
        ArrayNode notCovered = line.putArray("notCovered");
        report.notCovered().forEach(notCovered::add);
        ArrayNode remarks = line.putArray("remarks");
        report.remarks().forEach(remarks::add);
        JsonLines.print(console.out(), line);
        return report.isIntact() ? ExitCode.GOOD : ExitCode.FINDING;
    }

    private static AuditVerifier verifier(Location location, @Nullable String vkey) {
        if (vkey != null) {
            return AuditVerifier.of(VerifierKey.parse(vkey));
        }
        return location.hasKey() ? AuditVerifier.of(location.load()) : AuditVerifier.withoutKey();
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Print one tenant's entries as JSON lines; the export is itself an event.")
    int export(
            @Mixin Location location,
            @Option(names = "--tenant", paramLabel = "T", required = true, description = "The account code.")
                    String tenant,
            @Option(names = "--from", paramLabel = "INSTANT", description = "Events from this instant on.") @Nullable
                    String from,
            @Option(names = "--to", paramLabel = "INSTANT", description = "Events before this instant.") @Nullable
                    String to,
            @Option(
                            names = "--actor",
                            paramLabel = "KIND:ID",
                            defaultValue = "service:compliance-cli",
                            description = "Who exports; ${DEFAULT-VALUE} if not said.")
                    String actor)
            throws IOException {
        location.requireDirectory();
        TenantId owner = new TenantId(tenant);
        AuditQuery query = AuditQuery.of(owner);
        query = from == null ? query : query.from(instant("--from", from));
        query = to == null ? query : query.until(instant("--to", to));
        try (AuditLog log = open(location);
                TenantScope scope = TenantScope.enter(owner)) {
            AuditExport export = log.export(query, Actor.parse(actor), console.out());
            console.err()
                    .println(export.entries() + " entries of " + owner + ", SHA-256 "
                            + export.sha256().hex() + ", covered by checkpoint "
                            + export.checkpoint().unverified().treeSize());
        }
        return ExitCode.GOOD;
    }

    private static Instant instant(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw CliException.usage(option + " is not an instant; accepted is for example 2026-01-31T12:00:00Z");
        }
    }
}
