package dev.compliancekit.audit.watch;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Matches the alerts in a log with what became of them. */
record AlertControl(AuditLog log, Actor reader, Question question, Duration within) implements Control {

    /** What must have become of each alert. */
    enum Question {
        DELIVERED(Action.ALERT_DELIVERED, "delivered with a receipt"),
        REVIEWED(Action.ALERT_REVIEWED, "looked at and decided on");

        private final Action answer;
        private final String words;

        Question(Action answer, String words) {
            this.answer = answer;
            this.words = words;
        }
    }

    @Override
    public Assessment assess(Instant asOf) {
        Map<Long, Instant> raised = new TreeMap<>();
        Map<Long, Instant> answered = new HashMap<>();
        log.readAcrossTenants(reader, "control of " + question.answer, entry -> {
            AuditEvent event = entry.event();
            if (!event.occurredAt().isAfter(asOf) && event.action().equals(Action.ALERT_RAISED)) {
                raised.put(entry.index(), event.occurredAt());
            } else if (!event.occurredAt().isAfter(asOf) && isAnswer(event)) {
                answered.putIfAbsent(alert(event), event.occurredAt());
            }
        });
        return raised.isEmpty()
                ? Assessment.of(Standing.UNPROVEN, "The log holds no alert yet.")
                : new Tally(raised, answered, asOf).assess();
    }

    private boolean isAnswer(AuditEvent event) {
        return event.action().equals(question.answer) && event.outcome() == Outcome.SUCCESS;
    }

    /** The index of the alert that an event is about, or one that no alert has. */
    private static long alert(AuditEvent event) {
        try {
            return Long.parseLong(event.target().substring(event.target().indexOf('/') + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Counts who was in time. */
    private final class Tally {
        private final Map<Long, Instant> raised;
        private final Instant asOf;
        private Duration longest = Duration.ZERO;
        private long late;
        private long firstLate = -1;
        private long waiting;
        private Instant deadline = Instant.MAX;

        Tally(Map<Long, Instant> raised, Map<Long, Instant> answered, Instant asOf) {
            this.raised = raised;
            this.asOf = asOf;
            raised.forEach((index, from) -> count(index, from, answered));
        }

        private void count(long index, Instant from, Map<Long, Instant> answered) {
            Instant by = from.plus(within);
            Instant at = answered.getOrDefault(index, asOf);
            Duration took = Duration.between(from, at);
            if (answered.containsKey(index)) {
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
            if (at.isAfter(by)) {
                firstLate = late == 0 ? index : firstLate;
                late++;
            } else if (!answered.containsKey(index)) {
                waiting++;
                deadline = by.isBefore(deadline) ? by : deadline;
            }
        }

        Assessment assess() {
            Assessment assessment = standing();
            return assessment
                    .withFigure("alerts", String.format(Locale.ROOT, "%,d", raised.size()))
                    .withFigure("longest time until " + question.words, longest.toString());
        }

        private Assessment standing() {
            if (late > 0) {
                return Assessment.of(
                                Standing.BROKEN,
                                late + " alerts were not " + question.words + " within " + within + ".")
                        .withEvidence("log " + log.vkey().name() + " entry " + firstLate);
            }
            if (waiting > 0) {
                return Assessment.of(Standing.AT_RISK, waiting + " alerts are not yet " + question.words + ".")
                        .withDeadline(deadline);
            }
            return Assessment.of(
                    Standing.KEPT, "Every alert in the log was " + question.words + " within " + within + ".");
        }
    }
}
