package dev.compliancekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.incident.Incident;
import dev.compliancekit.audit.incident.IncidentDesk;
import dev.compliancekit.audit.incident.IncidentQuery;
import dev.compliancekit.audit.incident.NoticeReceipt;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoping an incident by the command line. */
class LogIncidentCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temp;

    private Instant now = Cli.NOW;
    private String log = "";

    @BeforeEach
    void write() {
        log = temp.resolve("log").toString();
        StringBuilder lines = new StringBuilder();
        lines.append(
                access("acme", "staff:s-17", "customer/1", "s-1", "203.0.113.66", "key-1", "2026-11-21T03:00:00Z"));
        lines.append(access("acme", "staff:ann", "customer/2", "s-2", "203.0.113.5", "key-1", "2026-11-21T04:00:00Z"));
        lines.append(access("zoo", "staff:s-17", "customer/9", "s-1", "203.0.113.5", "key-2", "2026-11-21T05:00:00Z"));
        lines.append(access("zoo", "staff:s-17", "customer/8", "s-3", "203.0.113.5", "key-2", "2026-11-20T23:59:59Z"));
        assertThat(run(lines.toString(), "log", "append", log, "--origin", "example.com/a")
                        .code())
                .isZero();
    }

    private static String access(
            String tenant, String actor, String target, String session, String address, String key, String at) {
        return "{\"tenant\":\"" + tenant + "\",\"actor\":\"" + actor
                + "\",\"action\":\"access\",\"outcome\":\"success\","
                + "\"target\":\"" + target + "\",\"address\":\"" + address + "\",\"deviceType\":\"desktop\","
                + "\"occurredAt\":\"" + at + "\",\"attributes\":{\"purpose\":\"support\",\"session\":\"" + session
                + "\",\"keyId\":\"" + key + "\"}}\n";
    }

    private Cli.Result run(String in, String... arguments) {
        Instant at = now;
        return Cli.run(in.getBytes(StandardCharsets.UTF_8), () -> at, Set.of(), arguments);
    }

    private Cli.Result incident(String... more) {
        return run(
                "",
                Cli.with(
                        more,
                        "log",
                        "incident",
                        log,
                        "--from",
                        "2026-11-21T00:00:00Z",
                        "--to",
                        "2026-11-22T00:00:00Z"));
    }

    private Cli.Result opened(String... more) {
        return incident(Cli.with(
                more,
                "--id",
                "i-1",
                "--severity",
                "high",
                "--reason",
                "a staff account was taken over",
                "--known-at",
                "2026-11-22T08:00:00Z"));
    }

    private static List<JsonNode> lines(Cli.Result result) {
        assertThat(result.err()).isEmpty();
        List<JsonNode> lines = new ArrayList<>();
        result.out().lines().forEach(line -> {
            try {
                lines.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(line, e);
            }
        });
        return lines;
    }

    private static List<String> tenants(Cli.Result result) {
        return lines(result).stream()
                .skip(1)
                .map(line -> line.get("tenant").asText())
                .filter(tenant -> !tenant.equals("operator")) // whose entries of the readings before are in the window
                .toList();
    }

    @Test
    void anyTraceLeadsToTenantsAndWhatWasTouched() {
        assertThat(tenants(incident("--of-actor", "staff:s-17"))).containsExactly("acme", "zoo");
        assertThat(tenants(incident("--of-key", "key-2"))).containsExactly("zoo");
        assertThat(tenants(incident("--of-credential", "s-2"))).containsExactly("acme");
        assertThat(tenants(incident("--of-address", "203.0.113.66"))).containsExactly("acme");
        assertThat(tenants(incident("--of-address", "203.0.113.66", "--of-key", "key-2")))
                .containsExactly("acme", "zoo");
        assertThat(tenants(incident("--of-actor", "staff:nobody"))).isEmpty();
        assertThat(tenants(incident())).containsExactly("acme", "zoo");
        JsonNode zoo = lines(incident("--of-actor", "staff:s-17")).get(2);
        assertThat(zoo.get("touched").toString()).isEqualTo("[\"customer/9\"]");
        assertThat(zoo.get("entries").asLong()).isEqualTo(1);
        assertThat(zoo.get("first").asText()).isEqualTo("2026-11-21T05:00:00Z");
        assertThat(zoo.get("last")).isEqualTo(zoo.get("first"));
        assertThat(zoo.get("actions").toString()).isEqualTo("{\"access\":1}");
        assertThat(zoo.get("evidence").toString()).isEqualTo("[2]");
        assertThat(zoo.has("notice")).isFalse();
        assertThat(run("", "log", "export", log, "--tenant", "operator").out())
                .as("without an id nothing is opened")
                .doesNotContain("incident-opened");
    }

    @Test
    void theClockRunsFromWhenItWasKnown() {
        Cli.Result first = opened("--of-actor", "staff:s-17");
        assertThat(first.code()).isZero();
        JsonNode scope = lines(first).get(0);
        assertThat(scope.get("notifyBy").asText()).isEqualTo("2026-11-25T08:00:00Z");
        assertThat(scope.get("left").asText()).isEqualTo("PT68H");
        assertThat(scope.get("tenants").asInt()).isEqualTo(2);
        assertThat(scope.get("entries").asInt()).isEqualTo(2);
        assertThat(scope.get("notTold").asInt()).isEqualTo(2);
        assertThat(lines(first).get(1).get("notice").asText()).isEqualTo("i-1/acme");
        assertThat(lines(first).get(1).get("mustBeTold").asBoolean()).isTrue();
        now = Instant.parse("2026-11-25T08:00:00Z");
        assertThat(opened("--of-actor", "staff:s-17").code()).isZero();
        now = now.plusSeconds(1);
        Cli.Result late = incident("--id", "i-1", "--of-actor", "staff:s-17");
        assertThat(late.code()).isEqualTo(ExitCode.FINDING);
        assertThat(lines(late).get(0).get("left").asText()).isEqualTo("PT0S");
    }

    @Test
    void whoWasToldNeedNotBeToldAgain() {
        opened("--of-actor", "staff:s-17");
        try (AuditLog open = AuditLog.builder(temp.resolve("log"), LogKey.load(temp.resolve("log.key")), () -> now)
                .withoutLifeEvents()
                .open()) {
            IncidentDesk desk = IncidentDesk.of(open, new TenantId("operator"), Actor.service("mailer"), () -> now);
            Incident incident = desk.find("i-1").orElseThrow();
            IncidentQuery acme = IncidentQuery.between(
                            Instant.parse("2026-11-21T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"))
                    .orAddress("203.0.113.66");
            desk.sendNotices(incident, desk.scope(incident, acme), notice -> new NoticeReceipt("message 1"));
        }
        now = now.plus(Duration.ofDays(9));
        List<JsonNode> lines = lines(incident("--id", "i-1", "--of-actor", "staff:s-17"));
        assertThat(lines.get(0).get("notTold").asInt()).isEqualTo(1);
        assertThat(lines.get(1).get("tenant").asText()).isEqualTo("acme");
        assertThat(lines.get(1).get("mustBeTold").asBoolean()).isFalse();
        assertThat(lines.get(1).has("notice")).isFalse();
        assertThat(lines.get(2).get("notice").asText()).isEqualTo("i-1/zoo");
        assertThat(incident("--id", "i-1", "--of-address", "203.0.113.66").code())
                .as("all who are touched were told")
                .isZero();
    }

    @Test
    void withoutATimeItWasKnownWhenItIsOpened() {
        Cli.Result result = incident("--id", "i-2", "--severity", "low", "--reason", "a lost disk");
        assertThat(lines(result).get(0).get("knownAt").asText()).isEqualTo(Cli.NOW.toString());
        now = now.plusSeconds(60);
        assertThat(incident("--id", "i-2", "--severity", "low", "--reason", "a lost disk")
                        .out())
                .contains("\"knownAt\":\"" + Cli.NOW + "\"");
    }

    @Test
    void hostileTextIsOneLineWithoutControls() {
        run(
                access(
                        "acme",
                        "staff:s-9",
                        "x\\u001b[31m\\r\\n\\u009b\\u007f\\u202ey",
                        "s-9",
                        "203.0.113.9",
                        "k",
                        "2026-11-21T09:00:00Z"),
                "log",
                "append",
                log);
        Cli.Result result = incident("--of-credential", "s-9");
        assertThat(lines(result)).hasSize(2);
        assertThat(result.out().chars().filter(c -> c != '\n')).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(lines(result).get(1).get("touched").get(0).asText()).isEqualTo("x\u001b[31m\r\n\u009b\u007f\u202ey");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(incident("--id", "i-9").err()).startsWith("the log knows no incident of that --id");
        assertThat(incident("--id", "i-9", "--severity", "low").err())
                .startsWith("--severity and --reason go together");
        assertThat(incident("--id", "i-9", "--severity", "dreadful", "--reason", "r")
                        .code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(opened().code()).isZero();
        assertThat(incident("--id", "i-1", "--severity", "low", "--reason", "r").err())
                .contains("which says something else");
        assertThat(run("", "log", "incident", log, "--from", "yesterday", "--to", "2026-11-22T00:00:00Z")
                        .err())
                .startsWith("--from is not an instant; accepted is for example 2026-01-31T12:00:00Z");
        assertThat(run("", "log", "incident", log, "--from", "2026-11-22T00:00:00Z", "--to", "2026-11-22T00:00:00Z")
                        .err())
                .contains("accepted is an end after the start");
        assertThat(incident("--of-actor", "nobody").code()).isEqualTo(ExitCode.USAGE);
    }
}
