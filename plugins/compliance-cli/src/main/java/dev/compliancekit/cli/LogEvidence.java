package dev.compliancekit.cli;

import dev.compliancekit.audit.AuditControls;
import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.access.AccessTrail;
import dev.compliancekit.core.access.GrantBook;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.ControlSource;
import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.pages.DeviceSignIns;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What an audit log alone can answer of a page. */
final class LogEvidence implements AutoCloseable {

    private static final Actor READER = Actor.service("compliance-cli");

    private final AuditLog log;
    private final AuditControls controls;
    private final AccessTrail trail = AccessTrail.of(GrantBook.empty(), this::events);

    private LogEvidence(AuditLog log) {
        this.log = log;
        this.controls = AuditControls.of(log);
    }

    static LogEvidence open(Path directory, Path key, Console console) throws NoSuchFileException {
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        return new LogEvidence(AuditLog.builder(directory, LogKey.load(key), console.clock())
                .withoutLifeEvents()
                .open());
    }

    ControlSource controls() {
        Map<String, Function<Promise, Control>> byName = Map.of(
                "log-verified", promise -> controls.logVerified(),
                "sign-in-log", promise -> controls.signInsComplete(),
                "log-retention", this::logRetention,
                "need-to-know", promise -> trail.everyAccessGranted(),
                "customer-grant", promise -> trail.customersUnderOwner(),
                "second-factor", promise -> trail.everyAccessSecondFactor());
        return ControlSource.byName(byName);
    }

    private Control logRetention(Promise promise) {
        Period floor = Period.parse(promise.requireParameter("floor"));
        return controls.logRetained(floor, ZoneId.of(promise.parameter("zone").orElse("UTC")));
    }

    List<DeviceSignIns> signIns(Instant asOf) {
        return controls.signInsByDeviceType(Instant.EPOCH, asOf).stream()
                .map(count -> new DeviceSignIns(count.deviceType(), count.signIns()))
                .toList();
    }

    private List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>();
        log.readAcrossTenants(READER, "evidence report", entry -> events.add(entry.event()));
        return events;
    }

    @Override
    public void close() {
        log.close();
    }
}
