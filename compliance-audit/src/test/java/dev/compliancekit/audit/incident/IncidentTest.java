package dev.compliancekit.audit.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a stolen session to whom it touched, to notices with receipts within 72 hours. */
class IncidentTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final TenantId OPERATOR = new TenantId("operator");
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final TenantId ZOO = new TenantId("zoo");
    private static final Actor THIEF = Actor.staff("s-17");
    private static final Actor DPO = Actor.staff("dpo");

    @TempDir
    private Path temp;

    private Instant now = START;
    private LogKey key;
    private AuditLog log;
    private final List<String> sent = new ArrayList<>();
    private final Set<TenantId> unreachable = new HashSet<>();

    @BeforeEach
    void open() {
        key = LogKey.create(temp.resolve("log.key"), "example.com/audit/incident", new SecureRandom());
        log = openLog();
    }

    private AuditLog openLog() {
        return AuditLog.builder(temp.resolve("log"), key, () -> now)
                .withoutLifeEvents()
                .open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private IncidentDesk desk() {
        return IncidentDesk.of(log, OPERATOR, DPO, () -> now);
    }

    private NoticeReceipt deliver(Notice notice) {
        if (unreachable.contains(notice.tenant())) {
            throw new IllegalStateException("no answer");
        }
        sent.add(notice.id());
        return new NoticeReceipt("message " + sent.size());
    }

    private long access(TenantId tenant, Actor actor, String target, String session) {
        now = now.plusSeconds(60);
        return log.append(AuditEvent.builder(tenant, actor, Action.ACCESS, Outcome.SUCCESS, now)
                        .target(target)
                        .attribute(AuditEvent.PURPOSE, "support")
                        .attribute(Attributes.SESSION, session)
                        .attribute(AuditEvent.ADDRESS, "203.0.113.9")
                        .attribute(Attributes.KEY_ID, "key-" + tenant)
                        .build())
                .index();
    }

    /**
     * Nine accesses: the thief's three of acme and one of globex with session s-1, and others' before, between, after.
     */
    private void live() {
        access(ACME, THIEF, "customer/1", "s-0");
        now = START.plus(Duration.ofHours(1));
        access(ACME, THIEF, "customer/1", "s-1");
        access(ZOO, Actor.staff("ann"), "customer/9", "s-2");
        access(ACME, THIEF, "customer/2", "s-1");
        access(GLOBEX, THIEF, "customer/3", "s-1");
        access(ACME, THIEF, "customer/1", "s-1");
        access(GLOBEX, Actor.staff("ann"), "customer/4", "s-2");
        now = START.plus(Duration.ofHours(2));
        access(ZOO, THIEF, "customer/9", "s-3");
        now = START.plus(Duration.ofHours(3));
    }

    private static IncidentQuery window() {
        return IncidentQuery.between(START.plus(Duration.ofHours(1)), START.plus(Duration.ofHours(2)));
    }

    private List<AuditEntry> eventsOf(Action action) {
        List<AuditEntry> found = new ArrayList<>();
        log.readAcrossTenants(DPO, "test", entry -> {
            if (entry.event().action().equals(action)) {
                found.add(entry);
            }
        });
        return found;
    }

    @Test
    void aScopeNamesTenantsTargetsActionsTimesAndProvableEntries() {
        live();
        Incident incident = desk().open("i-1", "high", "a staff account was taken over", now);
        IncidentScope scope = desk().scope(incident, window().orActor(THIEF));
        assertThat(scope.tenants()).extracting(AffectedTenant::tenant).containsExactly(ACME, GLOBEX);
        AffectedTenant acme = scope.tenants().get(0);
        assertThat(acme.entries()).isEqualTo(3);
        assertThat(acme.touched()).containsExactly("customer/1", "customer/2");
        assertThat(acme.listedAll()).isTrue();
        assertThat(acme.actions()).containsExactly(Map.entry(Action.ACCESS, 3L));
        assertThat(acme.first()).isEqualTo(START.plus(Duration.ofMinutes(61)));
        assertThat(acme.last()).isEqualTo(START.plus(Duration.ofMinutes(65)));
        assertThat(acme.evidence()).extracting(AffectedTenant.Evidence::index).containsExactly(1L, 3L, 5L);
        Checkpoint checkpoint = scope.checkpoint().verify(key.vkey());
        for (AffectedTenant.Evidence entry : acme.evidence()) {
            TileDirectory.of(temp.resolve("log"))
                    .proveInclusion(entry.index(), checkpoint.treeSize())
                    .verify(entry.leafHash(), checkpoint);
        }
        List<AuditEntry> scoped = eventsOf(Action.INCIDENT_SCOPED);
        assertThat(scoped).extracting(entry -> entry.event().tenant()).containsExactly(ACME, GLOBEX, OPERATOR);
        assertThat(scoped.get(2).event().attributes())
                .containsEntry("digest", scope.digest().hex())
                .containsEntry("entries", "4")
                .containsEntry("tenants", "2")
                .containsEntry("query", "from 2026-03-01T01:00:00Z to 2026-03-01T02:00:00Z, 1 actors")
                .doesNotContainValue("staff:s-17");
    }

    @Test
    void anyTraceLeadsToWhatItTouched() {
        live();
        assertThat(tenants(window())).containsExactly(ACME, GLOBEX, ZOO);
        assertThat(tenants(window().orCredential("s-1"))).containsExactly(ACME, GLOBEX);
        assertThat(tenants(window().orKey("key-zoo"))).containsExactly(ZOO);
        assertThat(tenants(window().orAddress("203.0.113.9"))).containsExactly(ACME, GLOBEX, ZOO);
        assertThat(tenants(window().orAddress("203.0.113.1"))).isEmpty();
        assertThat(tenants(window().orKey("key-zoo").orCredential("s-1"))).containsExactly(ACME, GLOBEX, ZOO);
        assertThatThrownBy(() -> IncidentQuery.between(START, START)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> window().orKey(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<TenantId> tenants(IncidentQuery query) {
        return IncidentScope.read(log, DPO, query, log.checkpoint()).tenants().stream()
                .map(AffectedTenant::tenant)
                .filter(tenant -> !tenant.equals(OPERATOR))
                .toList();
    }

    @Test
    void aScopeIsTheSameWhoeverReadsItAndWhenever() {
        live();
        Incident incident = desk().open("i-1", "high", "a staff account was taken over", now);
        IncidentScope scope = desk().scope(incident, window().orActor(THIEF));
        access(ACME, THIEF, "customer/7", "s-1");
        IncidentScope again =
                IncidentScope.read(log, Actor.auditor("a-1"), window().orActor(THIEF), scope.checkpoint());
        assertThat(again.digest()).isEqualTo(scope.digest());
        assertThat(again.tenants()).isEqualTo(scope.tenants());
        assertThat(IncidentScope.read(log, DPO, window().orCredential("s-1"), scope.checkpoint())
                        .digest())
                .as("the same entries, asked for otherwise")
                .isNotEqualTo(scope.digest());
    }

    @Test
    void everyOwnerGetsOneNoticeWhateverFailsInBetween() {
        live();
        Incident incident = desk().open("i-1", "high", "a staff account was taken over", now);
        IncidentScope scope = desk().scope(incident, window());
        unreachable.add(GLOBEX);
        now = now.plus(Duration.ofHours(10));
        List<NoticeOutcome> first = desk().sendNotices(incident, scope, this::deliver);
        assertThat(first)
                .containsExactly(
                        new NoticeOutcome.Delivered(ACME, "message 1", now, Duration.ofHours(10)),
                        new NoticeOutcome.Failed(GLOBEX),
                        new NoticeOutcome.Delivered(ZOO, "message 2", now, Duration.ofHours(10)));
        log.close();
        log = openLog(); // another process, which knows only what the log says
        unreachable.clear();
        Instant firstAt = now;
        now = now.plus(Duration.ofHours(1));
        Incident found = desk().find("i-1").orElseThrow();
        assertThat(found).isEqualTo(incident);
        assertThat(desk().sendNotices(found, scope, this::deliver))
                .containsExactly(
                        new NoticeOutcome.Delivered(ACME, "message 1", firstAt, Duration.ofHours(10)),
                        new NoticeOutcome.Delivered(GLOBEX, "message 3", now, Duration.ofHours(11)),
                        new NoticeOutcome.Delivered(ZOO, "message 2", firstAt, Duration.ofHours(10)));
        assertThat(sent).containsExactly("i-1/acme", "i-1/zoo", "i-1/globex");
        List<AuditEntry> events = eventsOf(Action.INCIDENT_NOTIFIED);
        assertThat(events).extracting(entry -> entry.event().tenant()).containsExactly(ACME, GLOBEX, ZOO, GLOBEX);
        assertThat(events)
                .extracting(entry -> entry.event().outcome())
                .containsExactly(Outcome.SUCCESS, Outcome.FAILURE, Outcome.SUCCESS, Outcome.SUCCESS);
        assertThat(events.get(3).event().attributes()).containsEntry("receipt", "message 3");
    }

    @Test
    void openingAgainInTheSameWordsIsTheSameIncident() {
        Incident incident = desk().open("i-1", "high", "a lost disk", START);
        assertThat(desk().open("i-1", "high", "a lost disk", START)).isEqualTo(incident);
        assertThat(eventsOf(Action.INCIDENT_OPENED)).hasSize(1);
        assertThatThrownBy(() -> desk().open("i-1", "low", "a lost disk", START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which says something else");
        assertThatThrownBy(() -> desk().open("i-2", "high", "a lost disk", START.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not after now");
        assertThatThrownBy(() -> desk().open("i-2", "dreadful", "a lost disk", START))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Assessment assess() {
        return IncidentControls.of(log, DPO)
                .noticesInTime(Incident.NOTIFY_WITHIN)
                .assess(now);
    }

    @Test
    void theClockRunsFromWhenItWasKnown() {
        assertThat(assess().standing()).isEqualTo(Standing.UNPROVEN);
        live();
        Instant known = now;
        now = now.plus(Duration.ofHours(5));
        Incident incident = desk().open("i-1", "high", "a staff account was taken over", known);
        assertStanding(Standing.KEPT, "Incident i-1: nobody has looked yet whom it touches; there is time until ");
        IncidentScope scope = desk().scope(incident, window());
        now = known.plus(Incident.NOTIFY_WITHIN.dividedBy(5).multipliedBy(4)).minusMillis(1);
        assertStanding(Standing.KEPT, "3 of 3 owners were not told; there is time until ");
        now = now.plusMillis(1);
        Assessment late = assertStanding(Standing.AT_RISK, "3 of 3 owners were not told; there is time until ");
        assertThat(late.deadline()).hasValue(known.plus(Duration.ofDays(3)));
        unreachable.add(ZOO);
        desk().sendNotices(incident, scope, this::deliver);
        assertStanding(Standing.AT_RISK, "1 of 3 owners were not told");
        now = known.plus(Duration.ofDays(3));
        assertStanding(Standing.AT_RISK, "1 of 3 owners were not told");
        now = now.plusMillis(1);
        desk().close(incident, "https://status.example/i-1", "account locked");
        assertStanding(Standing.BROKEN, "1 of 3 owners were not told within PT72H.");
        unreachable.clear();
        desk().sendNotices(incident, scope, this::deliver);
        assertStanding(Standing.BROKEN, "1 of 3 owners were not told within PT72H.");
    }

    @Test
    void allToldInTimeIsKeptWithFigures() {
        live();
        Incident incident = desk().open("i-1", "high", "a staff account was taken over", now);
        IncidentScope wide = desk().scope(incident, window());
        desk().sendNotices(incident, wide, this::deliver);
        now = now.plus(Duration.ofDays(30));
        Assessment kept = assertStanding(Standing.KEPT, "Incident i-1: all 3 owners were told within PT72H.");
        assertThat(kept.figures())
                .contains(
                        new Figure("incidents", "1"),
                        new Figure("open incidents", "1"),
                        new Figure("notices with a receipt", "3"),
                        new Figure("longest time until a receipt", "PT0S"));
        desk().scope(incident, IncidentQuery.between(START.plus(Duration.ofHours(2)), START.plus(Duration.ofHours(3))));
        assertStanding(Standing.KEPT, "all 1 owners were told");
        TenantId other = new TenantId("initech");
        access(other, THIEF, "customer/1", "s-9");
        desk().scope(incident, IncidentQuery.between(now, now.plusSeconds(1)).orActor(THIEF));
        assertStanding(Standing.BROKEN, "1 of 1 owners were not told");
    }

    private Assessment assertStanding(Standing expected, String reason) {
        Assessment assessment = assess();
        assertThat(assessment.standing()).as(assessment.toString()).isEqualTo(expected);
        assertThat(assessment.reasons().get(0)).contains(reason);
        return assessment;
    }
}
