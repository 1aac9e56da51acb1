package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.incident.AffectedTenant;
import dev.compliancekit.audit.incident.Incident;
import dev.compliancekit.audit.incident.IncidentDesk;
import dev.compliancekit.audit.incident.IncidentQuery;
import dev.compliancekit.audit.incident.IncidentScope;
import dev.compliancekit.audit.incident.Notice;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whom an incident touches, who was not told yet, and how much time is left. */
@Command(
        name = "incident",
        mixinStandardHelpOptions = true,
        description =
                "Read from the log whom an incident touches: all that happened in a time window, or what bears one of "
                        + "the traces. With --id it is opened, its scope is kept as an event, and who must be told by when is said.")
final class LogIncidentCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private LogCommand.Location location = new LogCommand.Location();

    @Option(names = "--from", paramLabel = "INSTANT", required = true, description = "From this instant on.")
    private String from = "";

    @Option(names = "--to", paramLabel = "INSTANT", required = true, description = "Before this instant.")
    private String to = "";

    @Option(names = "--of-actor", paramLabel = "KIND:ID", description = "What an actor did; may be said again.")
    private List<String> actors = List.of();

    @Option(names = "--of-key", paramLabel = "ID", description = "What names a key or epoch; may be said again.")
    private List<String> keys = List.of();

    @Option(
            names = "--of-credential",
            paramLabel = "ID",
            description = "What was done with a session or grant; may be said again.")
    private List<String> credentials = List.of();

    @Option(names = "--of-address", paramLabel = "A", description = "What came from an address; may be said again.")
    private List<String> addresses = List.of();

    @Option(names = "--id", paramLabel = "I", description = "What the incident is called; nothing is opened without.")
    private @Nullable String id;

    @Option(names = "--severity", paramLabel = "S", description = "low, medium, high or critical; to open it.")
    private @Nullable String severity;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "What happened, as owners are told, without personal data; to open it.")
    private @Nullable String reason;

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            description = "When somebody became aware of it, from which 72 hours run; now if not said.")
    private @Nullable String knownAt;

    @Option(
            names = "--operator",
            paramLabel = "T",
            defaultValue = "operator",
            description = "The account under which incidents are logged; ${DEFAULT-VALUE} if not said.")
    private String operator = "";

    @Option(
            names = "--actor",
            paramLabel = "KIND:ID",
            defaultValue = "service:compliance-cli",
            description = "Who asks; ${DEFAULT-VALUE} if not said.")
    private String actor = "";

    LogIncidentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        location.requireDirectory();
        IncidentQuery query = query();
        try (AuditLog log = new LogCommand(console).open(location)) {
            if (id == null) {
                print(IncidentScope.read(log, Actor.parse(actor), query, log.checkpoint()));
                return ExitCode.GOOD;
            }
            IncidentDesk desk = IncidentDesk.of(log, new TenantId(operator), Actor.parse(actor), console.clock());
            Incident incident = incident(desk, id);
            IncidentScope scope = desk.scope(incident, query);
            return print(incident, scope, desk.noticesDue(incident, scope));
        }
    }

    private IncidentQuery query() {
        IncidentQuery query =
                IncidentQuery.between(LogExportCommands.instant("--from", from), LogExportCommands.instant("--to", to));
        query = with(query, actors, (more, text) -> more.orActor(Actor.parse(text)));
        query = with(query, keys, IncidentQuery::orKey);
        query = with(query, credentials, IncidentQuery::orCredential);
        return with(query, addresses, IncidentQuery::orAddress);
    }

    private static IncidentQuery with(
            IncidentQuery query, List<String> traces, BiFunction<IncidentQuery, String, IncidentQuery> or) {
        IncidentQuery more = query;
        for (String trace : traces) {
            more = or.apply(more, trace);
        }
        return more;
    }

    /** One that is open already need not be told again. */
    private Incident incident(IncidentDesk desk, String name) {
        if (severity == null && reason == null) {
            return desk.find(name)
                    .orElseThrow(() -> CliException.usage(
                            "the log knows no incident of that --id; say --severity and --reason to open it"));
        }
        if (severity == null || reason == null) {
            throw CliException.usage("--severity and --reason go together; accepted are both, or none if it is open");
        }
        Optional<Incident> open = knownAt == null ? desk.find(name) : Optional.empty();
        Instant known = knownAt == null
                ? open.map(Incident::knownAt).orElseGet(() -> console.clock().instant())
                : LogExportCommands.instant("--known-at", knownAt);
        return desk.open(name, severity, reason, known);
    }

    private void print(IncidentScope scope) {
        JsonLines.print(console.out(), line(scope));
        scope.tenants().forEach(each -> JsonLines.print(console.out(), line(each)));
    }

    private int print(Incident incident, IncidentScope scope, List<Notice> due) {
        Duration left = Duration.between(console.clock().instant(), incident.dueBy());
        JsonLines.print(
                console.out(),
                line(scope)
                        .put("incident", incident.id())
                        .put("severity", incident.severity())
                        .put("knownAt", incident.knownAt().toString())
                        .put("notifyBy", incident.dueBy().toString())
                        .put("left", left.isNegative() ? Duration.ZERO.toString() : left.toString())
                        .put("notTold", due.size()));
        Map<TenantId, Notice> notices = due.stream().collect(Collectors.toMap(Notice::tenant, Function.identity()));
        for (AffectedTenant each : scope.tenants()) {
            ObjectNode line = line(each);
            Notice notice = notices.get(each.tenant());
            if (notice != null) {
                line.put("notice", notice.id());
            }
            JsonLines.print(console.out(), line.put("mustBeTold", notice != null));
        }
        return left.isNegative() && !due.isEmpty() ? ExitCode.FINDING : ExitCode.GOOD;
    }

    private static ObjectNode line(IncidentScope scope) {
        Checkpoint checkpoint = scope.checkpoint().unverified();
        return JsonLines.object()
                .put("tenants", scope.tenants().size())
                .put("entries", scope.entries())
                .put("undecided", scope.undecided())
                .put("firstIndex", scope.firstIndex())
                .put("origin", checkpoint.origin())
                .put("size", checkpoint.treeSize())
                .put("root", checkpoint.rootHash().hex())
                .put("digest", scope.digest().hex());
    }

    private static ObjectNode line(AffectedTenant each) {
        ObjectNode line = JsonLines.object()
                .put("tenant", each.tenant().value())
                .put("entries", each.entries())
                .put("first", each.first().toString())
                .put("last", each.last().toString());
        ObjectNode actions = line.putObject("actions");
        each.actions().forEach((action, count) -> actions.put(action.value(), count));
        ArrayNode touched = line.putArray("touched");
        each.touched().forEach(touched::add);
        line.put("listedAll", each.listedAll());
        ArrayNode evidence = line.putArray("evidence");
        each.evidence().forEach(entry -> evidence.add(entry.index()));
        return line;
    }
}
