package dev.compliancekit.retention.decision;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.retention.deadline.DeadlineRule;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Instant;
import java.util.Objects;

/**
 * A retention rule as it applies to one record: its period has a beginning and an end.
 *
 * @param id its name in the schedule, 1 to 128 visible ASCII characters
 * @param action what it does
 * @param scope how closely it is tied to the record
 * @param basis why it keeps the record; of no effect for {@link RuleAction#DELETE}
 * @param start when its period began
 * @param end when its period is over, exclusive: from this instant on nothing is kept by it
 */
@Immutable
public record RetentionRule(
        String id, RuleAction action, RuleScope scope, LegalBasis basis, Instant start, Instant end) {

    /**
     * Checks the parts.
     *
     * @param id its name in the schedule
     * @param action what it does
     * @param scope how closely it is tied to the record
     * @param basis why it keeps the record
     * @param start when its period began
     * @param end when its period is over; not before it began
     * @throws IllegalArgumentException if the id is not accepted or the period ends before it begins
     */
    public RetentionRule {
        Ids.requireAccepted("retention rule", id);
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(basis, "basis");
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "retention rule " + id + " ends before it begins; accepted is the same instant or later");
        }
    }

    /**
     * A rule whose end is counted on the wall clock of a zone, or exactly.
     *
     * @param id its name in the schedule
     * @param action what it does
     * @param scope how closely it is tied to the record
     * @param basis why it keeps the record
     * @param start when its period began
     * @param limit how long the period is
     * @param rules the zone in which it is counted
     * @return the rule
     * @throws IllegalArgumentException if the id is not accepted, or the start or end lies outside the years 1 to 9999
     */
    public static RetentionRule of(
            String id,
            RuleAction action,
            RuleScope scope,
            LegalBasis basis,
            Instant start,
            TimeLimit limit,
            DeadlineRules rules) {
        DeadlineRule reading = limit instanceof TimeLimit.Exact ? DeadlineRule.EXACT : DeadlineRule.WALL_CLOCK;
        Instant end = rules.deadline(start, limit).end(reading).orElseThrow();
        return new RetentionRule(id, action, scope, basis, start, end);
    }
}
