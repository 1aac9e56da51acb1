package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import dev.compliancekit.retention.decision.DecisionFacts;
import dev.compliancekit.retention.decision.DecisionText;
import dev.compliancekit.retention.decision.Disposition;
import dev.compliancekit.retention.decision.LegalBasis;
import dev.compliancekit.retention.decision.RetentionDecision;
import dev.compliancekit.retention.decision.RetentionRule;
import dev.compliancekit.retention.decision.RuleAction;
import dev.compliancekit.retention.decision.RuleScope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/** What happens to an invoice: a schedule of two rules, a hold, and the text that shows it years later. */
final class DecideARecord {

    private DecideARecord() {}

    static String run(Instant issuedAt, Instant paidAt, Instant asOf, Consumer<String> delete) {
        // readme: begin
        var zone = DeadlineRules.in(ZoneId.of("Europe/Berlin"));
        var tax = RetentionRule.of(
                "tax-10y",
                RuleAction.RETAIN,
                RuleScope.SCOPED,
                LegalBasis.STATUTORY,
                issuedAt,
                TimeLimit.parse("P10Y"),
                zone);
        var tidy = RetentionRule.of(
                "invoices-1y",
                RuleAction.DELETE,
                RuleScope.ORGANISATION,
                LegalBasis.BUSINESS,
                paidAt,
                TimeLimit.parse("P1Y"),
                zone);
        var dispute = LegalHold.place("case-2026-17", Scope.of(new TenantId("acme-7f3a")), "a dispute", paidAt)
                .released(paidAt.plusSeconds(86_400));

        RetentionDecision decision = RetentionDecision.of(
                DecisionFacts.builder(asOf).rule(tax).rule(tidy).hold(dispute).build());
        if (decision.disposition() instanceof Disposition.Delete) {
            delete.accept(decision.explanation().get(0));
        }
        return DecisionText.of(decision); // keep it: DecisionText.replay decides again from it, to the byte
        // readme: end
    }
}
