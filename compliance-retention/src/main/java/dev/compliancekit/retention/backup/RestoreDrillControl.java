package dev.compliancekit.retention.backup;

import dev.compliancekit.core.promise.Assessment;
import dev.compliancekit.core.promise.Control;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a backup was restored and compared lately: the last drill that succeeded is younger than the cadence. A later
 * drill that failed breaks it at once. <em>Thread-safe</em> if the source is.
 */
public final class RestoreDrillControl implements Control {

    private final Function<Instant, ? extends Collection<RestoreDrill>> drills;
    private final TimeLimit cadence;
    private final DeadlineRules rules;

    private RestoreDrillControl(
            Function<Instant, ? extends Collection<RestoreDrill>> drills, TimeLimit cadence, DeadlineRules rules) {
        this.drills = Objects.requireNonNull(drills, "drills");
        this.cadence = Objects.requireNonNull(cadence, "cadence");
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /**
     * A control over drills.
     *
     * @param drills the drills recorded, at an instant, in any order
     * @param cadence the longest time from one success to the next, for example {@code P3M}
     * @param rules the zone in which it is counted
     * @return the control
     */
    public static RestoreDrillControl of(
            Function<Instant, ? extends Collection<RestoreDrill>> drills, TimeLimit cadence, DeadlineRules rules) {
        return new RestoreDrillControl(drills, cadence, rules);
    }

    @Override
    public Assessment assess(Instant asOf) {
        Comparator<RestoreDrill> byTime = Comparator.comparing(RestoreDrill::finishedAt);
        Collection<RestoreDrill> known = drills.apply(asOf).stream()
                .filter(drill -> !drill.finishedAt().isAfter(asOf))
                .toList();
        Optional<RestoreDrill> success = known.stream()
                .filter(drill -> drill.result() == RestoreDrill.Result.EQUAL)
                .max(byTime);
        Optional<RestoreDrill> last = known.stream().max(byTime);
        if (last.isEmpty()) {
            return Assessment.of(Standing.UNPROVEN, "no backup was ever restored and compared");
        }
        if (last.get().result() != RestoreDrill.Result.EQUAL
                && success.map(drill -> drill.finishedAt().isBefore(last.get().finishedAt()))
                        .orElse(true)) {
            return Assessment.of(
                            Standing.BROKEN,
                            "the last restore, at " + last.get().finishedAt() + ", ended "
                                    + last.get().result())
                    .withEvidence(last.get().evidence());
        }
        Instant due =
                rules.deadline(success.orElseThrow().finishedAt(), cadence).actBy();
        boolean inTime = !asOf.isAfter(due);
        return Assessment.of(
                        inTime ? Standing.KEPT : Standing.BROKEN,
                        "a backup was restored and compared at "
                                + success.orElseThrow().finishedAt()
                                + (inTime ? ", less than " : ", longer than ") + cadence + " ago")
                .withFigure("copy restored", success.orElseThrow().copy())
                .withEvidence(success.orElseThrow().evidence())
                .withDeadline(due);
    }
}
