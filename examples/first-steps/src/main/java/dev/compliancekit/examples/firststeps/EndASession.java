package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.inactivity.AbsoluteTimeout;
import dev.compliancekit.retention.inactivity.Boundary;
import dev.compliancekit.retention.inactivity.IdleTimeout;
import dev.compliancekit.retention.inactivity.SessionAccess;
import dev.compliancekit.retention.inactivity.SessionTimeouts;
import dev.compliancekit.retention.inactivity.Sessions;
import dev.compliancekit.retention.inactivity.SteadyClock;
import dev.compliancekit.retention.spi.ActivityKey;
import dev.compliancekit.retention.spi.ActivityStore;
import java.time.Duration;
import java.time.InstantSource;

/** retention: a session ends when it is left alone. */
final class EndASession {

    private EndASession() {}

    static SessionAccess run(ActivityStore store, AuditSink audit, InstantSource clock, TenantId tenant) {
        // readme: begin
        SessionTimeouts timeouts = SessionTimeouts.of(
                new IdleTimeout(Duration.ofMinutes(30), Boundary.INCLUSIVE),
                new AbsoluteTimeout(Duration.ofHours(12), Boundary.INCLUSIVE));
        Sessions sessions = Sessions.builder(store, timeouts, audit, SteadyClock.of(clock, System::nanoTime))
                .build();

        ActivityKey session = new ActivityKey(tenant, "sha-256-of-the-token");
        sessions.start(session); // after the sign-in
        SessionAccess access = sessions.access(session); // at each request; only Live lets it through
        sessions.sweep(10_000); // now and then, from your scheduler
        sessions.close(); // at shutdown
        // readme: end
        return access;
    }
}
