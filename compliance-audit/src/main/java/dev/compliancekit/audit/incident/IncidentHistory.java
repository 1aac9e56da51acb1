package dev.compliancekit.audit.incident;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a log says of incidents: the only place where their state is kept. <em>Not thread-safe.</em> */
final class IncidentHistory {

    private static final String PREFIX = "incident/";

    private final Map<String, State> incidents = new LinkedHashMap<>();

    /** What is known of one incident. */
    static final class State {
        private final Incident incident;
        private final Map<String, NoticeOutcome.Delivered> delivered = new TreeMap<>();
        private final Map<String, Set<String>> touched = new HashMap<>();
        private final TenantId operator;
        private @Nullable Set<String> scope;
        private @Nullable Instant closedAt;

        State(Incident incident, TenantId operator) {
            this.incident = incident;
            this.operator = operator;
        }

        Incident incident() {
            return incident;
        }

        /** The tenants of the newest scope, or empty if there is none yet. */
        Optional<Set<String>> scope() {
            return Optional.ofNullable(scope);
        }

        /** The operator's event comes last, so a scope that was logged in part does not count. */
        private void takeScope(AuditEvent event) {
            Set<String> tenants =
                    touched.computeIfAbsent(attribute(event, Attributes.DIGEST), digest -> new TreeSet<>());
            if (event.tenant().equals(operator)) {
                scope = tenants;
            } else {
                tenants.add(event.tenant().value());
            }
        }

        Collection<NoticeOutcome.Delivered> delivered() {
            return delivered.values();
        }

        Optional<NoticeOutcome.Delivered> delivered(TenantId tenant) {
            return Optional.ofNullable(delivered.get(tenant.value()));
        }

        boolean isClosed() {
            return closedAt != null;
        }
    }

    /** Reads them, which is an event of the operator. */
    static IncidentHistory read(AuditLog log, Actor reader) {
        IncidentHistory history = new IncidentHistory();
        log.readAcrossTenants(reader, "state of incidents", history::take);
        return history;
    }

    private void take(AuditEntry entry) {
        AuditEvent event = entry.event();
        Action action = event.action();
        if (!event.target().startsWith(PREFIX)) {
            return;
        }
        String id = event.target().substring(PREFIX.length());
        if (action.equals(Action.INCIDENT_OPENED)) {
            incidents.computeIfAbsent(id, name -> new State(incident(name, entry), event.tenant()));
        }
        State state = incidents.get(id);
        if (state == null) {
            return;
        }
        if (action.equals(Action.INCIDENT_SCOPED)) {
            state.takeScope(event);
        } else if (action.equals(Action.INCIDENT_CLOSED)) {
            state.closedAt = event.occurredAt();
        } else if (action.equals(Action.INCIDENT_NOTIFIED) && event.outcome() == Outcome.SUCCESS) {
            Instant at = Instant.parse(attribute(event, Attributes.DELIVERED_AT));
            state.delivered.putIfAbsent(
                    event.tenant().value(),
                    new NoticeOutcome.Delivered(
                            event.tenant(),
                            attribute(event, Attributes.RECEIPT),
                            at,
                            Duration.between(state.incident.knownAt(), at)));
        }
    }

    /** An incident that does not say when it was known was known when it was opened. */
    private static Incident incident(String id, AuditEntry entry) {
        AuditEvent event = entry.event();
        String knownAt = event.attributes().get(Attributes.KNOWN_AT);
        return new Incident(
                id,
                attribute(event, Attributes.SEVERITY),
                attribute(event, AuditEvent.REASON),
                knownAt == null ? event.occurredAt() : Instant.parse(knownAt),
                entry.index());
    }

    private static String attribute(AuditEvent event, String name) {
        return Objects.requireNonNull(event.attributes().get(name), name);
    }

    Optional<State> of(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    Collection<State> all() {
        return incidents.values();
    }
}
