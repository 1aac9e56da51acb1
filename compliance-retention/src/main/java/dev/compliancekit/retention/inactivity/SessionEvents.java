package dev.compliancekit.retention.inactivity;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.retention.spi.Activity;
import java.time.Instant;
import java.util.Locale;

/** The ends of sessions as audit events. */
final class SessionEvents {

    private static final Actor ACTOR = Actor.service("session-timeout");

    private final AuditSink audit;

    SessionEvents(AuditSink audit) {
        this.audit = audit;
    }

    void append(Activity session, SessionAccess.Over over, Instant at) {
        SessionAccess.Over.Reason reason = over.reason();
        boolean absolute = reason == SessionAccess.Over.Reason.ABSOLUTE_TIMEOUT;
        audit.append(AuditEvent.builder(session.key().tenant(), ACTOR, Action.SESSION_EXPIRED, Outcome.SUCCESS, at)
                .target("session/" + session.key().id())
                .attribute("timeout", absolute ? "absolute" : "idle")
                .attribute("session", session.key().id())
                .attribute(
                        AuditEvent.REASON,
                        reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .attribute(AuditEvent.EVENT_ID, "session-expired/" + session.key() + "/" + session.startedAt())
                .attribute("startedAt", session.startedAt().toString())
                .attribute("lastActivity", session.lastActivityAt().toString())
                .attribute("overAt", over.at().toString())
                .build());
    }
}
