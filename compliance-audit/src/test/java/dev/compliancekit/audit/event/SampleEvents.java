package dev.compliancekit.audit.event;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.List;

/** One event of every kind of the vocabulary, made by its factory where there is one. */
public final class SampleEvents {

    public static final TenantId ACME = new TenantId("acme");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Act ANN = new Act(ACME, Actor.staff("ann"), NOON);
    public static final Act OWNER = new Act(ACME, Actor.customer("u-1"), NOON);
    public static final Client PHONE = Client.of(
                    TrustedProxies.of(List.of("10.0.0.0/8"))
                            .byForwardedFor("10.0.0.1", List.of("198.51.100.66, 203.0.113.9")),
                    DeviceType.PHONE)
            .withUserAgent("Mozilla/5.0 (Linux; Android 14) Mobile");

    private static final Bytes ROOT = Bytes.copyOf(new byte[32]);

    private SampleEvents() {}

    public static List<AuditEvent> all() {
        return List.of(
                        SessionEvents.signedIn(OWNER, PHONE, List.of("pwd", "otp")),
                        SessionEvents.signInFailed(OWNER, PHONE, "wrong password"),
                        SessionEvents.signInDenied(OWNER, PHONE, "account-locked"),
                        SessionEvents.signedOut(OWNER, PHONE),
                        SessionEvents.idleTimeout(OWNER).attribute(Attributes.SESSION, "s-77"),
                        SessionEvents.absoluteTimeout(OWNER),
                        SessionEvents.accountExpired(ANN, "u-9", NOON),
                        SessionEvents.accountState(OWNER, "paused"),
                        DataEvents.accessed(ANN, "customer/1017", "support"),
                        DataEvents.accessDenied(ANN, "customer/1017", "support", "no-grant"),
                        DataEvents.exported(OWNER, "account/acme", "csv"),
                        DataEvents.grantGiven(ANN, "g-1", Actor.staff("ben"), "ticket 7", NOON, NOON.plusSeconds(60)),
                        DataEvents.grantRevoked(ANN, "g-1", "ticket closed"),
                        DataEvents.keyCreated(ANN, "4711"),
                        DataEvents.keyDestroyed(ANN, "4711", "owner asked"),
                        DataEvents.keyExported(ANN, "4711", "moves to Tink"),
                        RetentionEvents.holdPlaced(ANN, "h-1", "case 12"),
                        RetentionEvents.holdReleased(ANN, "h-1", "case closed"),
                        RetentionEvents.erasureRequested(OWNER, "e-1", "owner-deletion"),
                        RetentionEvents.erasureCompleted(
                                ANN, Outcome.SUCCESS, "e-1", "c-1", "our page v1: 30 days", NOON, NOON.plusSeconds(9)),
                        RetentionEvents.dispositionDecided(ANN, new RecordClass("invoice"), "retain", "tax law"),
                        OperationEvents.configurationChanged(ANN, "setting/session-timeout", "ticket 8")
                                .attribute(Attributes.OLD_VALUE, "")
                                .attribute(Attributes.NEW_VALUE, "PT15M"),
                        OperationEvents.backupMade(ANN, "2026-03-01").attribute(Attributes.FILES, "25"),
                        OperationEvents.backupMissed(ANN, "2026-03-02", "disk full"),
                        OperationEvents.incidentOpened(ANN, "i-1", "high", "mail to the wrong list"),
                        OperationEvents.incidentOpened(ANN, "i-2", "low", "a lost telephone")
                                .attribute(Attributes.KNOWN_AT, "2026-03-01T10:00:00Z"),
                        OperationEvents.incidentScoped(ANN, "i-1", "from 2026-02-01T00:00:00Z", ROOT)
                                .attribute(Attributes.CHECKPOINT_SIZE, "700")
                                .attribute(Attributes.ROOT, ROOT.hex())
                                .attribute(Attributes.ENTRIES, "12")
                                .attribute(Attributes.TENANTS, "2"),
                        OperationEvents.incidentNotified(ANN, "i-1", "message 17", NOON),
                        OperationEvents.incidentNotNotified(ANN, "i-1", "the mail server does not answer"),
                        OperationEvents.incidentClosed(ANN, "i-1", "https://status.example/i-1", "list corrected"),
                        OperationEvents.alertRaised(ANN, "a-1", "3 times the usual sign-ins"),
                        OperationEvents.logStarted(ANN),
                        OperationEvents.logStopped(ANN, "maintenance"),
                        OperationEvents.logRecovered(ANN, 100, 20),
                        OperationEvents.logVerified(ANN, Outcome.SUCCESS, 700, 0),
                        OperationEvents.logPruned(ANN, "floor P12M", 0, 512)
                                .attribute(Attributes.ROOT, ROOT.hex())
                                .attribute(Attributes.HEADS, ROOT.hex())
                                .attribute(Attributes.NEWEST, NOON.toString()),
                        ANN.done(Action.ALERT_DELIVERED, "alert/a-1"),
                        ANN.done(Action.ALERT_REVIEWED, "alert/a-1").attribute(AuditEvent.REASON, "harmless"),
                        ANN.event(Action.STORE_WRITE, Outcome.DENIED)
                                .attribute(Attributes.USE, "write")
                                .attribute(Attributes.RECORD_CLASS, "customer")
                                .attribute(Attributes.CLASSIFICATION, "CONFIDENTIAL"))
                .stream()
                .map(AuditEvent.Builder::build)
                .toList();
    }
}
