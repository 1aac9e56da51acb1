package dev.compliancekit.retention.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionDecisionTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant Y2023 = Instant.parse("2023-01-01T00:00:00Z");
    private static final Instant Y2025 = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant Y2027 = Instant.parse("2027-01-01T00:00:00Z");
    private static final Scope SCOPE = Scope.of(new TenantId("acme"));
    private static final ErasureDuty DUTY = new ErasureDuty("page:CANCELLED", Y2023, Y2023, Y2023);

    private static RetentionRule rule(String id, RuleAction action, RuleScope scope, LegalBasis basis, Instant end) {
        return new RetentionRule(id, action, scope, basis, START, end);
    }

    private static RetentionRule retain(String id, LegalBasis basis, Instant end) {
        return rule(id, RuleAction.RETAIN, RuleScope.ORGANISATION, basis, end);
    }

    private static RetentionRule delete(String id, RuleScope scope, Instant end) {
        return rule(id, RuleAction.DELETE, scope, LegalBasis.BUSINESS, end);
    }

    private static LegalHold hold(String id, Instant from) {
        return LegalHold.place(id, SCOPE, "a case", from);
    }

    private static RetentionDecision decide(DecisionFacts.Builder facts) {
        return RetentionDecision.of(facts.build());
    }

    @Test
    void whatNobodyKeepsAndNobodyDeletesIsKept() {
        RetentionDecision decision = decide(DecisionFacts.builder(Y2025));
        assertThat(decision.disposition()).isEqualTo(new Disposition.Keep());
        assertThat(decision.level()).isEqualTo(DecisionLevel.NONE);
        assertThat(decision.decidedBy()).isEmpty();
        assertThat(decision.explanation())
                .containsExactly("At 2025-01-01T00:00:00Z nothing keeps the record and nothing deletes it.");
    }

    @Test
    void anEndedRetentionWithoutADeleteActionDeletesNothing() {
        assertThat(decide(DecisionFacts.builder(Y2025).rule(retain("r", LegalBasis.STATUTORY, Y2025)))
                        .disposition())
                .isEqualTo(new Disposition.Keep());
    }

    @Test
    void severalOpenHoldsAllDecideAndGiveNoDate() {
        RetentionDecision decision = decide(DecisionFacts.builder(Y2025)
                .rule(delete("d", RuleScope.ORGANISATION, Y2023))
                .hold(hold("a", START))
                .hold(hold("b", Y2025))
                .hold(hold("later", Y2027)));
        assertThat(decision.decidedBy()).containsExactly("a", "b");
        assertThat(decision.deleteAt()).isEmpty();
        assertThat(decision.explanation().get(0))
                .contains("must stay and no date deletes it, because of the legal hold a and b");
    }

    @Test
    void aReleaseThatLiesAheadIsNotKnownYet() {
        LegalHold hold = hold("a", START).released(Y2027);
        assertThat(decide(DecisionFacts.builder(Y2025)
                                .rule(delete("d", RuleScope.ORGANISATION, Y2023))
                                .hold(hold))
                        .deleteAt())
                .isEmpty();
    }

    @Test
    void afterAReleaseTheRecordGoesAtItsDateOrWhenTheDelayIsOver() {
        LegalHold hold = hold("a", START).released(Y2025).withDelay(Duration.ofDays(30));
        DecisionFacts.Builder inDelay = DecisionFacts.builder(Y2025)
                .rule(delete("d", RuleScope.ORGANISATION, Y2023))
                .hold(hold);
        assertThat(decide(inDelay).deleteAt()).contains(Y2025.plus(Duration.ofDays(30)));
        assertThat(decide(inDelay).disposition()).isEqualTo(new Disposition.Retain());
        RetentionDecision after = decide(DecisionFacts.builder(Y2027)
                .rule(delete("d", RuleScope.ORGANISATION, Y2023))
                .hold(hold));
        assertThat(after.disposition()).isEqualTo(new Disposition.Delete(Y2025.plus(Duration.ofDays(30))));
        assertThat(after.level()).isEqualTo(DecisionLevel.HOLD);
        RetentionDecision unaffected = decide(DecisionFacts.builder(Y2025)
                .rule(delete("d", RuleScope.ORGANISATION, Y2027))
                .hold(hold("a", START).released(Y2023)));
        assertThat(unaffected.disposition()).isEqualTo(new Disposition.Wait(Y2027));
        assertThat(unaffected.level()).isEqualTo(DecisionLevel.SINGLE);
    }

    @Test
    void locksProtectUnlessTheyMayBeBypassed() {
        DecisionFacts.Builder facts = DecisionFacts.builder(Y2025).rule(delete("d", RuleScope.ORGANISATION, Y2023));
        RetentionDecision locked = decide(facts.lock(new RetentionLock("short", RetentionLock.Mode.GOVERNANCE, Y2023))
                .lock(new RetentionLock("worm", RetentionLock.Mode.COMPLIANCE, Y2027)));
        assertThat(locked.level()).isEqualTo(DecisionLevel.LOCK);
        assertThat(locked.decidedBy()).containsExactly("worm");
        assertThat(locked.deleteAt()).contains(Y2027);
        RetentionDecision bypassed = decide(DecisionFacts.builder(Y2025)
                .rule(delete("d", RuleScope.ORGANISATION, Y2023))
                .lock(new RetentionLock("worm", RetentionLock.Mode.GOVERNANCE_BYPASSED, Y2027)));
        assertThat(bypassed.disposition()).isEqualTo(new Disposition.Delete(Y2023));
        assertThat(bypassed.explanation()).contains("Lock worm is bypassed.");
    }

    @Test
    void businessAndConsentYieldToADutyStatuteAndClaimsDoNot() {
        for (LegalBasis basis : LegalBasis.values()) {
            RetentionDecision decision = decide(
                    DecisionFacts.builder(Y2025).rule(retain("r", basis, Y2027)).duty(DUTY));
            boolean stands = basis == LegalBasis.STATUTORY || basis == LegalBasis.CLAIMS;
            assertThat(decision.disposition())
                    .isEqualTo(stands ? new Disposition.Retain() : new Disposition.Delete(Y2023));
            assertThat(decision.breach()).isEqualTo(stands ? Breach.DEFERRED_LAWFULLY : Breach.OVERDUE);
            assertThat(decision.retainUntil().isPresent()).isEqualTo(stands);
        }
    }

    @Test
    void aDeferredDutyIsOverdueOnceNothingDefersIt() {
        DecisionFacts.Builder ended = DecisionFacts.builder(Y2025.plusNanos(1))
                .rule(retain("r", LegalBasis.CLAIMS, Y2025))
                .duty(DUTY);
        assertThat(decide(ended).breach()).isEqualTo(Breach.OVERDUE);
        DecisionFacts.Builder held =
                DecisionFacts.builder(Y2025).hold(hold("a", START)).duty(DUTY);
        assertThat(decide(held).breach()).isEqualTo(Breach.DEFERRED_LAWFULLY);
        assertThat(decide(DecisionFacts.builder(Y2023).duty(DUTY)).breach()).isEqualTo(Breach.NONE);
    }

    @Test
    void theClosestAndThenShortestDeleteActionCounts() {
        RetentionDecision decision = decide(DecisionFacts.builder(START)
                .rule(delete("org", RuleScope.ORGANISATION, Y2023))
                .rule(delete("scoped-late", RuleScope.SCOPED, Y2027))
                .rule(delete("scoped", RuleScope.SCOPED, Y2025)));
        assertThat(decision.level()).isEqualTo(DecisionLevel.SHORTEST);
        assertThat(decision.deleteAction()).map(RetentionRule::id).contains("scoped");
        RetentionDecision label = decide(DecisionFacts.builder(START)
                .rule(delete("org", RuleScope.ORGANISATION, Y2023))
                .rule(delete("label", RuleScope.LABEL, Y2027)));
        assertThat(label.level()).isEqualTo(DecisionLevel.EXPLICIT);
        assertThat(label.deleteAt()).contains(Y2027);
    }

    @Test
    void aDeleteActionBeforeTheDutyComesFirst() {
        ErasureDuty later = new ErasureDuty("page:CANCELLED", Y2027, Y2027, Y2027);
        RetentionDecision decision = decide(DecisionFacts.builder(START)
                .rule(delete("d", RuleScope.ORGANISATION, Y2025))
                .duty(later)
                .duty(new ErasureDuty("law:ERASURE_REQUEST", Y2025.plusSeconds(1), Y2027, Y2027)));
        assertThat(decision.deleteAt()).contains(Y2025);
        assertThat(decision.level()).isEqualTo(DecisionLevel.SINGLE);
        assertThat(decision.duty()).map(ErasureDuty::id).contains("law:ERASURE_REQUEST");
    }

    @Test
    void aRuleCountsItsPeriodInItsZone() {
        RetentionRule rule = RetentionRule.of(
                "m1",
                RuleAction.DELETE,
                RuleScope.LABEL,
                LegalBasis.BUSINESS,
                Instant.parse("2023-01-31T11:00:00Z"),
                TimeLimit.parse("P1M"),
                DeadlineRules.in(ZoneId.of("Europe/Berlin")));
        assertThat(rule.end()).isEqualTo("2023-02-28T11:00:00Z");
    }

    @Test
    void refusesFactsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> retain("a b", LegalBasis.CLAIMS, Y2023))
                .withMessageContaining("visible ASCII");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> retain("a", LegalBasis.CLAIMS, START.minusNanos(1)))
                .withMessageContaining("ends before it begins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErasureDuty("a", Y2025, Y2023, Y2027))
                .withMessageContaining("out of order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErasureDuty("a", Y2023, Y2027, Y2025))
                .withMessageContaining("out of order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionFacts.builder(START)
                        .rule(retain("a", LegalBasis.CLAIMS, Y2023))
                        .rule(retain("a", LegalBasis.CLAIMS, Y2023)))
                .withMessageContaining("rule a is there twice");
    }

    @Test
    void aTextIsReplayedByteForByte() {
        RetentionDecision decision = decide(DecisionFacts.builder(Y2025)
                .rule(retain("r", LegalBasis.CLAIMS, Y2027))
                .rule(delete("d", RuleScope.SCOPED, Y2023))
                .hold(hold("a", START).released(Y2023).withDelay(Duration.ofDays(30)))
                .hold(hold("b", Y2027))
                .lock(new RetentionLock("worm", RetentionLock.Mode.COMPLIANCE, Y2023))
                .duty(DUTY));
        String text = DecisionText.of(decision);
        assertThat(text)
                .startsWith("compliancekit-decision/1\nas-of 2025-01-01T00:00:00Z\nrule r RETAIN ORGANISATION CLAIMS "
                        + "2020-01-01T00:00:00Z 2027-01-01T00:00:00Z\n")
                .contains("hold b 2027-01-01T00:00:00Z - -\n")
                .contains("decision RETAIN\ndelete-at 2027-01-01T00:00:00Z\n")
                .contains("level L1-RETENTION\ndecided-by r\nbecause At 2025");
        assertThat(DecisionText.of(DecisionText.replay(text))).isEqualTo(text);
    }

    @Test
    void anAlteredTextIsRefused() {
        String text = DecisionText.of(decide(DecisionFacts.builder(Y2025)
                .rule(delete("d", RuleScope.SCOPED, Y2027))
                .duty(DUTY)));
        List<String> altered = List.of(
                "",
                text.replace("/1", "/2"),
                text.replace("as-of", "asof"),
                text.replace("decision DELETE", "decision WAIT"),
                text.replace("rule d DELETE", "rule d SHRED"),
                text.replace("duty page", "right page"),
                text + "because of nothing\n",
                "compliancekit-decision/1\n");
        for (String wrong : altered) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DecisionText.replay(wrong))
                    .withMessageContaining("accepted");
        }
        for (int i = 0; i < text.length(); i++) {
            String prefix = text.substring(0, i);
            assertThatIllegalArgumentException().isThrownBy(() -> DecisionText.replay(prefix));
        }
    }
}
