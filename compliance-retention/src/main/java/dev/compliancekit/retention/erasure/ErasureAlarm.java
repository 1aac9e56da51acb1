package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Says that an open erasure has used {@link ErasureDeadlineControl#ALARM_SHARE} of its time, once each: an event
 * {@code erasure-at-risk} in the log, from which alerts go to people. The event has an id made of the order, so that a
 * log that knows ids takes it once also after a restart. <em>Thread-safe.</em>
 */
public final class ErasureAlarm {

    private static final Action AT_RISK = new Action("erasure-at-risk");

    private final ErasureDeadlineControl control;
    private final AuditSink sink;
    private final Actor actor;
    private final Set<String> told = new HashSet<>();

    private ErasureAlarm(ErasureDeadlineControl control, AuditSink sink, Actor actor) {
        this.control = Objects.requireNonNull(control, "control");
        this.sink = Objects.requireNonNull(sink, "sink");
        this.actor = Objects.requireNonNull(actor, "actor");
    }

    /**
     * An alarm.
     *
     * @param control the erasures of a promise against their deadlines
     * @param sink where events go, under the account code of whose data it is
     * @param actor who looks
     * @return the alarm
     */
    public static ErasureAlarm of(ErasureDeadlineControl control, AuditSink sink, Actor actor) {
        return new ErasureAlarm(control, sink, actor);
    }

    /**
     * Looks, and says what is short of time and not yet said.
     *
     * @param asOf the instant to look at
     * @return what was said now, the earliest due first, unmodifiable
     * @throws dev.compliancekit.core.ComplianceException if an event could not be made durable; it is said again at the
     *     next look
     */
    public synchronized List<ErasureTiming> look(Instant asOf) {
        List<ErasureTiming> said = new ArrayList<>();
        for (ErasureTiming timing : control.timings(asOf)) {
            if (timing.completedAt().isEmpty()
                    && timing.usedShare(asOf) >= ErasureDeadlineControl.ALARM_SHARE
                    && !told.contains(timing.obligation().id())) {
                sink.append(event(timing, asOf));
                told.add(timing.obligation().id());
                said.add(timing);
            }
        }
        return List.copyOf(said);
    }

    private AuditEvent event(ErasureTiming timing, Instant asOf) {
        String id = timing.obligation().id();
        return AuditEvent.builder(timing.obligation().event().scope().tenant(), actor, AT_RISK, Outcome.FAILURE, asOf)
                .target("erasure/" + id)
                .attribute(AuditEvent.REASON, "an erasure is open and due at " + timing.due())
                .attribute(AuditEvent.EVENT_ID, "erasure-alarm-" + id)
                .build();
    }
}
