package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogPruner;
import dev.compliancekit.audit.pruning.LogHold;
import dev.compliancekit.audit.pruning.LogHolds;
import dev.compliancekit.audit.pruning.LogRetention;
import dev.compliancekit.audit.pruning.Pruning;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what a retention policy no longer keeps. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description =
                "Remove the oldest entries, whole bundles of 256, as far as all are older than the floor and under "
                        + "no hold; hashes and proofs stay. The pruning is itself an event.")
final class LogPruneCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private LogCommand.Location location = new LogCommand.Location();

    @Option(names = "--floor", paramLabel = "P", required = true, description = "Keep at least so long, as P12M.")
    private String floor = "";

    @Option(names = "--ceiling", paramLabel = "P", required = true, description = "Keep at most so long, as P24M.")
    private String ceiling = "";

    @Option(names = "--zone", paramLabel = "Z", defaultValue = "UTC", description = "Where days are counted; UTC.")
    private String zone = "";

    @Option(
            names = "--hold",
            paramLabel = "TENANT=REASON",
            description = "A legal hold on all entries of a tenant; may be said again.")
    private Map<String, String> held = Map.of();

    @Option(names = "--dry-run", description = "Say what would go, and remove nothing.")
    private boolean dryRun;

    @Option(names = "--accept-gaps", description = "The log may have been silent for more than a month.")
    private boolean acceptGaps;

    @Option(
            names = "--actor",
            paramLabel = "KIND:ID",
            defaultValue = "service:compliance-cli",
            description = "Who prunes; ${DEFAULT-VALUE} if not said.")
    private String actor = "";

    LogPruneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        location.requireDirectory();
        LogRetention policy = new LogRetention(period("--floor", floor), period("--ceiling", ceiling), zone());
        Map<TenantId, LogHold> holds = held.entrySet().stream()
                .collect(Collectors.toMap(
                        hold -> new TenantId(hold.getKey()),
                        hold -> LogHold.onAll("--hold " + hold.getKey(), Objects.requireNonNull(hold.getValue()))));
        LogHolds register = tenant -> holds.containsKey(tenant) ? List.of(holds.get(tenant)) : List.of();
        try (AuditLog log = AuditLog.builder(location.directory(), location.load(), console.clock())
                .withoutLifeEvents()
                .open()) {
            LogPruner pruner = LogPruner.of(log, policy, register);
            pruner = acceptGaps ? pruner.acceptingGaps() : pruner;
            print(dryRun ? pruner.plan() : pruner.prune(Actor.parse(actor)));
        }
        return ExitCode.GOOD;
    }

    private void print(Pruning pruning) {
        ObjectNode line = JsonLines.object()
                .put("pruned", !dryRun)
                .put("fromIndex", pruning.fromIndex())
                .put("minimumIndex", pruning.minimumIndex())
                .put("entries", pruning.entries())
                .put("stoppedBy", pruning.stop().sentence());
        JsonLines.print(console.out(), line);
    }

    private static Period period(String option, String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeException e) {
            throw CliException.usage(option + " is not a period; accepted is for example P12M");
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw CliException.usage("--zone is not known; accepted is for example Europe/Berlin");
        }
    }
}
