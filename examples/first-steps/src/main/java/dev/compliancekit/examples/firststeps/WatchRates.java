package dev.compliancekit.examples.firststeps;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.audit.watch.AlertChannel;
import dev.compliancekit.audit.watch.AuditWatch;
import dev.compliancekit.audit.watch.WatchControls;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** audit: what is out of the ordinary reaches whoever is on call, and the log shows that it did. */
final class WatchRates {

    private WatchRates() {}

    static Assessment run(Path dir, TenantId tenant, InstantSource clock, AlertChannel pager) {
        LogKey key = LogKey.create(dir.resolve("log.key"), "example.com/audit", new SecureRandom());
        try (AuditLog log = AuditLog.builder(dir.resolve("log"), key, clock).open()) {
            // readme: begin
            AuditWatch watch = AuditWatch.builder(log, pager, clock, new TenantId("operator"))
                    .build(); // .restore(saved) goes on from the last run

            AuditSink sink = watch.sink(); // hand this to everybody who appends
            sink.append(AuditEvent.builder(
                            tenant, Actor.customer("u-1017"), Action.SIGN_IN, Outcome.SUCCESS, clock.instant())
                    .attribute(AuditEvent.ADDRESS, "203.0.113.9")
                    .attribute(AuditEvent.DEVICE_TYPE, "desktop")
                    .attribute(AuditEvent.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0")
                    .build());
            watch.measure(tenant, "latency", 112.5); // what is no event: latency, database errors

            watch.tick(); // every minute, from your scheduler
            watch.drill(tenant); // does an alert arrive?
            watch.tick();

            Bytes saved = watch.save(); // at shutdown, and every hour or so
            Assessment assessment = WatchControls.of(log, Actor.service("report"))
                    .alertsDelivered(Duration.ofMinutes(5))
                    .assess(clock.instant());
            // readme: end
            return saved.size() > 0 ? assessment : assessment.withEvidence("nothing was saved");
        }
    }
}
