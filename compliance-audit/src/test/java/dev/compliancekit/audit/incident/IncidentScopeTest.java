package dev.compliancekit.audit.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Figure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scope lists, and its digest as {@code docs/formats/incident-scope.md} has it. */
class IncidentScopeTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(3600);
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");
    private static final Actor THIEF = Actor.staff("s-17");

    @TempDir
    private Path temp;

    private AuditLog log;

    @BeforeEach
    void open() {
        LogKey key = LogKey.create(temp.resolve("log.key"), "example.com/audit/incident", new SecureRandom());
        log = AuditLog.builder(temp.resolve("log"), key, () -> START)
                .withoutLifeEvents()
                .open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private AuditEvent.Builder access(TenantId tenant, String target, Instant at) {
        return AuditEvent.builder(tenant, THIEF, Action.ACCESS, Outcome.SUCCESS, at)
                .target(target)
                .attribute(AuditEvent.PURPOSE, "support")
                .attribute(AuditEvent.ADDRESS, "203.0.113.9");
    }

    private static IncidentQuery query() {
        return IncidentQuery.between(START, END).orActor(THIEF);
    }

    private IncidentScope scope(IncidentQuery query) {
        return IncidentScope.read(log, Actor.staff("dpo"), query, log.checkpoint());
    }

    private static final class Form {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Form text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return number(utf8.length).raw(utf8);
        }

        Form number(int value) {
            return raw(ByteBuffer.allocate(4).putInt(value).array());
        }

        Form number(long value) {
            return raw(ByteBuffer.allocate(8).putLong(value).array());
        }

        Form raw(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        byte[] sha256() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void theDigestIsOverWhatTheFormatsPageSays() {
        AuditReceipt first = log.append(access(ZOO, "customer/\u00e9", START.plusSeconds(9))
                .attribute("subject", "u-1")
                .build());
        AuditReceipt second =
                log.append(access(ZOO, "customer/1", START.plusSeconds(5)).build());
        AuditReceipt other =
                log.append(access(ACME, "customer/1", START.plusSeconds(7)).build());
        log.append(AuditEvent.builder(ZOO, Actor.staff("ann"), Action.ACCESS, Outcome.SUCCESS, START)
                .target("customer/5")
                .attribute(AuditEvent.PURPOSE, "support")
                .attribute(AuditEvent.ADDRESS, "203.0.113.5")
                .build());
        IncidentScope scope =
                scope(IncidentQuery.between(START, END).orAddress("203.0.113.9").orActor(THIEF));
        Checkpoint signed = scope.checkpoint().unverified();
        Form form = new Form()
                .text("compliancekit incident scope v1")
                .text("example.com/audit/incident")
                .number(4L)
                .raw(signed.rootHash().toByteArray())
                .number(0L)
                .number(0L)
                .text("from 2026-03-01T00:00:00Z to 2026-03-01T01:00:00Z\nactor staff:s-17\naddress 203.0.113.9")
                .number(2);
        form.text("acme")
                .number(1L)
                .text("2026-03-01T00:00:07Z")
                .text("2026-03-01T00:00:07Z")
                .number(1)
                .text("access")
                .number(1L)
                .number(1)
                .text("customer/1")
                .raw(new byte[] {1})
                .raw(evidence(other));
        form.text("zoo")
                .number(2L)
                .text("2026-03-01T00:00:05Z")
                .text("2026-03-01T00:00:09Z")
                .number(1)
                .text("access")
                .number(2L)
                .number(3)
                .text("customer/1")
                .text("customer/\u00e9")
                .text("subject/u-1")
                .raw(new byte[] {1})
                .raw(evidence(first, second));
        assertThat(scope.digest()).isEqualTo(Bytes.copyOf(form.sha256()));
    }

    private static byte[] evidence(AuditReceipt... receipts) {
        Form form = new Form();
        for (AuditReceipt receipt : receipts) {
            form.number(receipt.index()).raw(receipt.leafHash().toByteArray());
        }
        return form.sha256();
    }

    @Test
    void whatWasDeniedTouchedNothing() {
        log.append(AuditEvent.builder(ACME, THIEF, Action.ACCESS, Outcome.DENIED, START)
                .target("customer/1")
                .attribute(AuditEvent.PURPOSE, "support")
                .attribute(AuditEvent.ADDRESS, "203.0.113.9")
                .build());
        assertThat(scope(query()).tenants()).isEmpty();
    }

    @Test
    void whatCameAfterTheCheckpointIsLeftOut() {
        log.append(access(ACME, "customer/1", START).build());
        SignedCheckpoint upTo = log.checkpoint();
        log.append(access(ACME, "customer/2", START).build());
        assertThat(IncidentScope.read(log, THIEF, query(), upTo).entries()).isEqualTo(1);
    }

    @Test
    void evidenceIsListedUpToABound() {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 257; i++) {
            events.add(access(ACME, "customer/" + i % 3, START.plusSeconds(i)).build());
        }
        log.appendAll(events);
        AffectedTenant acme = scope(query()).tenants().get(0);
        assertThat(acme.entries()).isEqualTo(257);
        assertThat(acme.touched()).containsExactly("customer/0", "customer/1", "customer/2");
        assertThat(acme.evidence()).hasSize(256);
        assertThat(acme.evidence().get(255).index()).isEqualTo(255);
        assertThat(acme.actions()).isEqualTo(Map.of(Action.ACCESS, 257L));
    }

    @Test
    void aQueryHasAtMostAThousandTraces() {
        IncidentQuery query = IncidentQuery.between(START, END);
        for (int i = 0; i < 1000; i++) {
            query = query.orKey("k-" + i);
        }
        IncidentQuery full = query.orKey("k-7"); // there already
        assertThat(full.toString()).endsWith(", 1000 keys");
        assertThatThrownBy(() -> full.orKey("k-1000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 traces");
        assertThatThrownBy(() -> query().orCredential("x".repeat(257))).isInstanceOf(IllegalArgumentException.class);
        assertThat(query().orCredential("x".repeat(256)).toString()).contains("1 actors, 1 credentials");
    }

    @Test
    void textsHaveBounds() {
        assertThat(new Incident("i".repeat(200), "low", "r".repeat(1024), START, 0).dueBy())
                .isEqualTo(Instant.parse("2026-03-04T00:00:00Z"));
        assertRefused(() -> new Incident("i".repeat(201), "low", "r", START, 0), "id has 201 characters");
        assertRefused(() -> new Incident("\t ", "low", "r", START, 0), "id has 2 characters");
        assertRefused(() -> new Incident("i", "low", "r".repeat(1025), START, 0), "reason has 1025 characters");
        assertRefused(() -> new Incident("i", "low", "r", START, -1), "index is -1");
        assertThat(new NoticeReceipt("r".repeat(256)).reference()).hasSize(256);
        assertRefused(() -> new NoticeReceipt("r".repeat(257)), "receipt has 257 characters");
        log.append(access(ACME, "customer/1", START).build());
        AffectedTenant acme = scope(query()).tenants().get(0);
        Incident incident = new Incident("i-1", "low", "r", START, 0);
        assertRefused(() -> new Notice(" ", incident, acme), "notice id has 1 characters");
        Notice notice = Notice.of(incident, acme);
        assertThat(notice).hasToString("Notice[i-1/acme]");
        assertThat(notice.dueBy()).isEqualTo(incident.dueBy());
    }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining("accepted");
    }

    @Test
    void theOperatorsOwnEntriesTellNobodyAndAreInItsOwnName() {
        TenantId operator = new TenantId("operator");
        log.append(access(operator, "customer/1", START).build());
        log.append(access(ACME, "customer/2", START).build());
        IncidentDesk desk = IncidentDesk.of(log, operator, Actor.staff("dpo"), () -> START);
        Incident incident = desk.open("i-1", "low", "a lost disk", START);
        IncidentScope scope = desk.scope(incident, query());
        assertThat(scope.tenants()).extracting(AffectedTenant::tenant).containsExactly(ACME, operator);
        assertThat(desk.noticesDue(incident, scope)).extracting(Notice::tenant).containsExactly(ACME);
        List<AuditEvent> scoped = new ArrayList<>();
        log.readAcrossTenants(THIEF, "test", entry -> {
            if (entry.event().action().equals(Action.INCIDENT_SCOPED)) {
                scoped.add(entry.event());
            }
        });
        assertThat(scoped).extracting(AuditEvent::tenant).containsExactly(ACME, operator);
        assertThat(scoped)
                .extracting(AuditEvent::actor)
                .containsExactly(Actor.service("incident-desk"), Actor.staff("dpo"));
        assertThat(scoped)
                .extracting(event -> event.attributes().get(Attributes.TENANTS))
                .containsExactly("1", "1");
        desk.sendNotices(incident, scope, notice -> new NoticeReceipt("m-1"));
        assertThat(desk.noticesDue(incident, scope)).isEmpty();
    }

    @Test
    void figuresCountWhatIsKnownByThen() {
        log.append(access(ACME, "customer/2", START).build());
        Instant[] now = {START};
        IncidentDesk desk = IncidentDesk.of(log, new TenantId("operator"), Actor.staff("dpo"), () -> now[0]);
        Incident incident = desk.open("i-1", "low", "a lost disk", START);
        IncidentScope scope = desk.scope(incident, query());
        now[0] = START.plusSeconds(7200);
        desk.sendNotices(incident, scope, notice -> new NoticeReceipt("m-1"));
        desk.close(incident, "https://status.example/i-1", "found again");
        Control control = IncidentControls.of(log, Actor.staff("dpo")).noticesInTime(Incident.NOTIFY_WITHIN);
        assertThat(control.assess(now[0]).figures())
                .contains(
                        new Figure("open incidents", "0"),
                        new Figure("notices with a receipt", "1"),
                        new Figure("longest time until a receipt", "PT2H"));
        assertThat(control.assess(START.minusMillis(1)).reasons().toString()).contains("no incident yet");
        assertThatThrownBy(() -> IncidentControls.of(log, THIEF).noticesInTime(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
