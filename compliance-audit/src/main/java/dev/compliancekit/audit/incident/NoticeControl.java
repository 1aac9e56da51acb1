package dev.compliancekit.audit.incident;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Matches the incidents in a log with the notices that were sent. */
record NoticeControl(AuditLog log, Actor reader, Duration within) implements Control {

    private static final int LATE_FIFTHS = 4;

    @Override
    public Assessment assess(Instant asOf) {
        List<IncidentHistory.State> known = IncidentHistory.read(log, reader).all().stream()
                .filter(state -> !state.incident().knownAt().isAfter(asOf))
                .toList();
        if (known.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "The log holds no incident yet.");
        }
        List<Assessment> each = new ArrayList<>();
        Duration longest = Duration.ZERO;
        long notices = 0;
        for (IncidentHistory.State state : known) {
            each.add(of(state, asOf));
            for (NoticeOutcome.Delivered delivered : state.delivered()) {
                longest = delivered.delay().compareTo(longest) > 0 ? delivered.delay() : longest;
                notices++;
            }
        }
        long open = known.stream().filter(state -> !state.isClosed()).count();
        return Assessment.combine(each)
                .withFigure("incidents", number(known.size()))
                .withFigure("open incidents", number(open))
                .withFigure("notices with a receipt", number(notices))
                .withFigure("longest time until a receipt", longest.toString());
    }

    private Assessment of(IncidentHistory.State state, Instant asOf) {
        Incident incident = state.incident();
        Instant due = incident.knownAt().plus(within);
        Set<String> told = told(state, due, asOf);
        Set<String> waiting = new TreeSet<>(state.scope().orElse(Set.of()));
        int owners = waiting.size();
        waiting.removeAll(told);
        String missing = state.scope().isEmpty()
                ? "nobody has looked yet whom it touches"
                : waiting.size() + " of " + owners + " owners were not told";
        boolean all = state.scope().isPresent() && waiting.isEmpty();
        Assessment assessment;
        if (all) {
            assessment = Assessment.of(
                    Standing.KEPT, name(incident) + "all " + owners + " owners were told within " + within + ".");
        } else if (asOf.isAfter(due)) {
            assessment = Assessment.of(Standing.BROKEN, name(incident) + missing + " within " + within + ".");
        } else {
            Duration left = Duration.between(asOf, due);
            boolean late = left.compareTo(within.dividedBy(LATE_FIFTHS + 1)) <= 0;
            assessment = Assessment.of(
                            late ? Standing.AT_RISK : Standing.KEPT,
                            name(incident) + missing + "; there is time until " + due + ".")
                    .withDeadline(due);
        }
        return assessment.withEvidence("log " + log.vkey().name() + " entry " + incident.index());
    }

    private static Set<String> told(IncidentHistory.State state, Instant due, Instant asOf) {
        return state.delivered().stream()
                .filter(delivered -> !delivered.deliveredAt().isAfter(due)
                        && !delivered.deliveredAt().isAfter(asOf))
                .map(delivered -> delivered.tenant().value())
                .collect(Collectors.toSet());
    }

    private static String name(Incident incident) {
        return "Incident " + incident.id() + ": ";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
