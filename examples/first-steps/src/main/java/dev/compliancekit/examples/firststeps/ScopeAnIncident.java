package dev.compliancekit.examples.firststeps;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.incident.Incident;
import dev.compliancekit.audit.incident.IncidentControls;
import dev.compliancekit.audit.incident.IncidentDesk;
import dev.compliancekit.audit.incident.IncidentQuery;
import dev.compliancekit.audit.incident.IncidentScope;
import dev.compliancekit.audit.incident.NoticeChannel;
import dev.compliancekit.audit.incident.NoticeOutcome;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Assessment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** From a staff account that was taken over to whom it touched, and a notice to each owner. */
final class ScopeAnIncident {

    private ScopeAnIncident() {}

    static Assessment run(AuditLog log, InstantSource clock, NoticeChannel mail, Consumer<String> show) {
        Instant knownAt = clock.instant();
        // readme: begin
        IncidentDesk desk = IncidentDesk.of(log, new TenantId("operator"), Actor.staff("dpo"), clock);
        Incident incident = desk.open("i-2026-7", "high", "a staff account was taken over", knownAt); // 72 h from here

        IncidentQuery query = IncidentQuery.between(knownAt.minus(Duration.ofDays(2)), knownAt)
                .orActor(Actor.staff("s-17")) // any of these traces; none means everything in the window
                .orAddress("203.0.113.66");
        IncidentScope scope = desk.scope(incident, query); // tenants, targets, actions, times, provable entries

        List<NoticeOutcome> outcomes = desk.sendNotices(incident, scope, mail); // again while one failed
        Assessment assessment = IncidentControls.of(log, Actor.service("report"))
                .noticesInTime(Incident.NOTIFY_WITHIN)
                .assess(clock.instant());
        // readme: end
        scope.tenants().forEach(each -> show.accept(each.tenant() + " " + each.touched()));
        outcomes.forEach(outcome -> show.accept(outcome.toString()));
        return assessment;
    }
}
