package dev.compliancekit.retention.backup;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Says that a backup was missed, once each: an event {@link Action#BACKUP_MISSED} in the log, from which alerts go to
 * people. The event has an id made of source and instant, so that a log that knows ids takes it once also after a
 * restart. <em>Thread-safe.</em>
 */
public final class BackupAlarm {

    private final BackupScheduleControl control;
    private final AuditSink sink;
    private final TenantId tenant;
    private final Actor actor;
    private final Set<MissedBackup> told = new HashSet<>();

    private BackupAlarm(BackupScheduleControl control, AuditSink sink, TenantId tenant, Actor actor) {
        this.control = Objects.requireNonNull(control, "control");
        this.sink = Objects.requireNonNull(sink, "sink");
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.actor = Objects.requireNonNull(actor, "actor");
    }

    /**
     * An alarm.
     *
     * @param control what is expected and what exists
     * @param sink where events go
     * @param tenant under whose account code they stand: the company's own, or the one whose store it is
     * @param actor who looks
     * @return the alarm
     */
    public static BackupAlarm of(BackupScheduleControl control, AuditSink sink, TenantId tenant, Actor actor) {
        return new BackupAlarm(control, sink, tenant, actor);
    }

    /**
     * Looks, and says what was missed and not yet said.
     *
     * @param asOf the instant to look at
     * @return what was said now, the earliest first, unmodifiable
     * @throws dev.compliancekit.core.ComplianceException if an event could not be made durable; it is said again at the
     *     next look
     */
    public synchronized List<MissedBackup> look(Instant asOf) {
        List<MissedBackup> missed = control.missed(asOf);
        told.retainAll(missed);
        List<MissedBackup> said = new ArrayList<>();
        for (MissedBackup one : missed) {
            if (!told.contains(one)) {
                sink.append(event(one, asOf));
                told.add(one);
                said.add(one);
            }
        }
        return List.copyOf(said);
    }

    private AuditEvent event(MissedBackup missed, Instant asOf) {
        return AuditEvent.builder(tenant, actor, Action.BACKUP_MISSED, Outcome.FAILURE, asOf)
                .target("backup/" + missed.source())
                .attribute(
                        AuditEvent.REASON,
                        "expected at " + missed.expectedAt() + " and not there by " + missed.latest())
                .attribute(
                        AuditEvent.EVENT_ID,
                        "missed-" + missed.source() + "-" + missed.expectedAt().getEpochSecond())
                .build();
    }
}
