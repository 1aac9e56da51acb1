package dev.compliancekit.audit;

import dev.compliancekit.audit.event.Act;
import dev.compliancekit.audit.event.Attributes;
import dev.compliancekit.audit.event.OperationEvents;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the log tells of itself, in itself: that it was started, went on after a failure, and was stopped. A start with
 * no stop before it says that the process before died.
 *
 * @param forms what makes entries of events, and knows under which tenant these are
 * @param clock where the time of these events comes from
 * @param told whether starts and stops are told; what was cut always is
 */
record LogLife(EntryForms forms, InstantSource clock, Told told) {

    private static final Actor SELF = Actor.service("audit-log");

    /** What is told beyond what was cut. */
    enum Told {
        STARTS_AND_STOPS,
        CUTS_ONLY
    }

    /** Tells what opening found; durable when it returns. */
    void started(LogWriter writer, RecoveryReport found) throws IOException {
        if (told == Told.STARTS_AND_STOPS) {
            String state = found.cutBytes() > 0 ? "cut" : "whole";
            write(
                    writer,
                    OperationEvents.logStarted(act())
                            .attribute(Attributes.ENTRIES, Long.toString(found.entries()))
                            .attribute(Attributes.FOUND, found.entries() == 0 ? "new" : state)
                            .attribute(Attributes.LIBRARY_VERSION, version()));
        }
    }

    /** Tells that the log is closed on purpose; durable when it returns. */
    void stopped(LogWriter writer) throws IOException {
        if (told == Told.STARTS_AND_STOPS) {
            write(writer, OperationEvents.logStopped(act(), "closed"));
        }
    }

    /** Tells what was cut, and why; durable when it returns. */
    void recovered(LogWriter writer, RecoveryReport report, String reason) throws IOException {
        write(
                writer,
                OperationEvents.logRecovered(act(), report.cutAtByte(), report.cutBytes())
                        .attribute(AuditEvent.REASON, reason));
    }

    private Act act() {
        return new Act(forms.operator(), SELF, clock.instant());
    }

    private void write(LogWriter writer, AuditEvent.Builder event) throws IOException {
        writer.place(List.of(forms.of(event.build())));
        writer.flush();
    }

    /** The module's version, that of the jar where there are no modules, or a word for classes without either. */
    private static String version() {
        return Optional.ofNullable(AuditLog.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(AuditLog.class.getPackage().getImplementationVersion()))
                .orElse("unknown");
    }
}
