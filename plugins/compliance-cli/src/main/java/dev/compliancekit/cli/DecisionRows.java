package dev.compliancekit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.decision.DecisionFacts;
import dev.compliancekit.retention.decision.ErasureDuty;
import dev.compliancekit.retention.decision.LegalBasis;
import dev.compliancekit.retention.decision.RetentionDecision;
import dev.compliancekit.retention.decision.RetentionLock;
import dev.compliancekit.retention.decision.RetentionRule;
import dev.compliancekit.retention.decision.RuleAction;
import dev.compliancekit.retention.decision.RuleScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Rows of the kind {@code decision}: rules, holds, locks and what happened to an account, under named promise packs.
 */
final class DecisionRows {

    private static final TenantId ACCOUNT = new TenantId("account");

    private DecisionRows() {}

    static ObjectNode answer(Row given) {
        ZoneId zone = given.zoneOr("zone", "UTC");
        RetentionDecision decision = RetentionDecision.of(facts(given, zone));
        ObjectNode line = JsonLines.object();
        put(line, "due_by", decision.duty().map(ErasureDuty::due));
        put(line, "act_by", decision.duty().map(ErasureDuty::actBy));
        put(line, "retain_until", decision.retainUntil());
        line.put(
                "delete_action_from",
                decision.deleteAction().map(RetentionRule::id).orElse(null));
        line.put("decision", decision.disposition().text());
        put(line, "delete_at", decision.deleteAt());
        line.put("level", decision.level().text());
        ArrayNode decidedBy = line.putArray("decided_by");
        decision.decidedBy().forEach(decidedBy::add);
        line.put("breach", decision.breach().name());
        ArrayNode because = line.putArray("because");
        decision.explanation().forEach(because::add);
        return line;
    }

    static void put(ObjectNode line, String name, Optional<Instant> instant) {
        line.put(name, instant.map(Instant::toString).orElse(null));
    }

    private static DecisionFacts facts(Row given, ZoneId zone) {
        Instant asOf = given.instant("as_of");
        DecisionFacts.Builder facts = DecisionFacts.builder(asOf);
        for (Row rule : given.rows("rules")) {
            facts.rule(rule(rule, zone));
        }
        for (Row hold : given.rows("holds")) {
            facts.hold(hold(hold, given, zone));
        }
        for (Row lock : given.rows("locks")) {
            facts.lock(lock(lock));
        }
        PromisePacks.duties(given, zone, ACCOUNT, asOf).forEach(facts::duty);
        return facts.build();
    }

    private static RetentionRule rule(Row rule, ZoneId zone) {
        return RetentionRule.of(
                rule.text("id"),
                rule.word(RuleAction.class, "type", rule.text("type")),
                rule.word(
                        RuleScope.class,
                        "scope",
                        rule.text("scope").equals("org") ? "ORGANISATION" : rule.text("scope")),
                rule.word(LegalBasis.class, "basis", rule.textOr("basis", "BUSINESS")),
                rule.instant("start"),
                rule.limit("period"),
                DeadlineRules.in(zone));
    }

    private static LegalHold hold(Row hold, Row given, ZoneId zone) {
        LegalHold placed = LegalHold.place(hold.text("id"), Scope.of(ACCOUNT), "as the row says", hold.instant("from"));
        if (!hold.has("to")) {
            return placed;
        }
        Instant to = hold.instant("to");
        if (!given.has("delay_hold")) {
            return placed.released(to);
        }
        TimeLimit delay = given.limit("delay_hold");
        Instant end = delay instanceof TimeLimit.Calendar calendar
                ? to.atZone(zone).plus(calendar.period()).toInstant()
                : to.plus(((TimeLimit.Exact) delay).duration());
        return placed.released(to).withDelay(Duration.between(to, end));
    }

    private static RetentionLock lock(Row lock) {
        boolean bypassed = lock.flag("bypass")
                && lock.text("mode").toUpperCase(Locale.ROOT).equals("GOVERNANCE");
        return new RetentionLock(
                lock.text("id"),
                bypassed
                        ? RetentionLock.Mode.GOVERNANCE_BYPASSED
                        : lock.word(RetentionLock.Mode.class, "mode", lock.text("mode")),
                lock.instant("until"));
    }
}
