package dev.compliancekit.examples.quickstart;

import dev.compliancekit.audit.AuditEntry;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one reading of the whole audit log counted. The controls rest on this, not on what the job remembers. */
final class LogFacts {

    /** One access to data, tried or made. */
    record Access(AuditEvent event) {

        boolean isAllowed() {
            return event.outcome() == Outcome.SUCCESS;
        }

        String reason() {
            return event.attributes().getOrDefault(AuditEvent.REASON, "");
        }

        boolean hasGrant() {
            return event.attributes().containsKey("grant");
        }

        boolean hasSecondFactor() {
            return "present".equals(event.attributes().get("secondFactor"));
        }
    }

    private final List<Access> accesses = new ArrayList<>();
    private final List<AuditEvent> grants = new ArrayList<>();
    private final List<AuditEvent> endedSessions = new ArrayList<>();
    private final List<Instant> backups = new ArrayList<>();
    private final Map<String, Long> signInsByDevice = new TreeMap<>();
    private final Map<String, Long> entriesByAction = new TreeMap<>();
    private Optional<Instant> oldest = Optional.empty();
    private long entries;
    private long signIns;
    private long completeSignIns;
    private long failures;

    private LogFacts() {}

    static LogFacts read(AuditLog log) {
        LogFacts facts = new LogFacts();
        log.readAcrossTenants(Actor.service("controls"), "assessment of the promises", facts::take);
        return facts;
    }

    private void take(AuditEntry entry) {
        AuditEvent event = entry.event();
        entries++;
        entriesByAction.merge(event.action().value(), 1L, Long::sum);
        if (oldest.isEmpty() || event.occurredAt().isBefore(oldest.get())) {
            oldest = Optional.of(event.occurredAt());
        }
        if (event.outcome() != Outcome.SUCCESS) {
            failures++;
        }
        if (event.action().equals(Action.SIGN_IN)) {
            takeSignIn(event);
        } else if (event.action().equals(Action.ACCESS)) {
            accesses.add(new Access(event));
        } else if (event.action().equals(Action.GRANT_GIVEN) && event.outcome() == Outcome.SUCCESS) {
            grants.add(event);
        } else if (event.action().equals(Action.SESSION_EXPIRED)) {
            endedSessions.add(event);
        } else if (event.action().equals(Action.BACKUP_MADE)) {
            backups.add(event.occurredAt());
        }
    }

    private void takeSignIn(AuditEvent event) {
        signIns++;
        Optional<String> device = Optional.ofNullable(event.attributes().get(AuditEvent.DEVICE_TYPE));
        signInsByDevice.merge(device.orElse("unknown"), 1L, Long::sum);
        if (device.isPresent() && event.attributes().containsKey(AuditEvent.ADDRESS)) {
            completeSignIns++;
        }
    }

    long entries() {
        return entries;
    }

    long signIns() {
        return signIns;
    }

    /** Sign-ins with a device type and an address. */
    long completeSignIns() {
        return completeSignIns;
    }

    Map<String, Long> signInsByDevice() {
        return Collections.unmodifiableMap(signInsByDevice);
    }

    /** Entries whose outcome is a failure or a refusal. */
    long failures() {
        return failures;
    }

    Optional<Instant> oldest() {
        return oldest;
    }

    List<Access> accesses() {
        return List.copyOf(accesses);
    }

    /** Grants and mandates that were given. */
    List<AuditEvent> grants() {
        return List.copyOf(grants);
    }

    /** Sessions that ended by timeout. */
    List<AuditEvent> endedSessions() {
        return List.copyOf(endedSessions);
    }

    List<Instant> backups() {
        return List.copyOf(new TreeSet<>(backups));
    }

    long entriesOf(List<Action> actions) {
        return actions.stream()
                .mapToLong(action -> entriesByAction.getOrDefault(action.value(), 0L))
                .sum();
    }
}
