package dev.compliancekit.retention.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.LegalHold;
import dev.compliancekit.retention.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random records: what is protected is never deleted, what is to go goes at its instant and neither a nanosecond before
 * nor after. Long form: {@code -Ddecision.cases=10000000}.
 */
class RetentionDecisionProperties {

    private static final long SEED = 20_261_123L;
    private static final Scope SCOPE = Scope.of(new TenantId("acme"));

    private record Case(
            List<RetentionRule> rules, List<LegalHold> holds, List<RetentionLock> locks, List<ErasureDuty> duties) {

        DecisionFacts at(Instant asOf) {
            DecisionFacts.Builder facts = DecisionFacts.builder(asOf);
            rules.forEach(facts::rule);
            holds.forEach(facts::hold);
            locks.forEach(facts::lock);
            duties.forEach(facts::duty);
            return facts.build();
        }

        /** Whether anything keeps the record at an instant, written without the decision's help. */
        boolean isProtected(Instant at) {
            boolean waived = !duties.isEmpty();
            for (RetentionRule rule : rules) {
                boolean yields = rule.basis() == LegalBasis.BUSINESS || rule.basis() == LegalBasis.CONSENT;
                if (rule.action() != RuleAction.DELETE && !(waived && yields) && at.isBefore(rule.end())) {
                    return true;
                }
            }
            for (LegalHold hold : holds) {
                if (hold.isActive(at)) {
                    return true;
                }
            }
            for (RetentionLock lock : locks) {
                if (lock.mode() != RetentionLock.Mode.GOVERNANCE_BYPASSED && at.isBefore(lock.until())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Instant at(Random random) {
        return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(40) * 86_400L);
    }

    private static <E extends Enum<E>> E any(Random random, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return constants.get(random.nextInt(constants.size()));
    }

    private static Case random(Random random) {
        List<RetentionRule> rules = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Instant start = at(random);
            rules.add(new RetentionRule(
                    "r" + i,
                    any(random, RuleAction.class),
                    any(random, RuleScope.class),
                    any(random, LegalBasis.class),
                    start,
                    start.plusSeconds(random.nextInt(30) * 86_400L)));
        }
        List<LegalHold> holds = new ArrayList<>();
        for (int i = Math.max(0, random.nextInt(5) - 2); i > 0; i--) {
            Instant from = at(random);
            LegalHold hold = LegalHold.place("h" + i, SCOPE, "a case", from);
            holds.add(
                    random.nextInt(4) == 0
                            ? hold
                            : hold.released(from.plusSeconds(random.nextInt(20) * 86_400L))
                                    .withDelay(Duration.ofDays(random.nextInt(5))));
        }
        List<RetentionLock> locks = new ArrayList<>();
        for (int i = Math.max(0, random.nextInt(4) - 2); i > 0; i--) {
            locks.add(new RetentionLock("l" + i, any(random, RetentionLock.Mode.class), at(random)));
        }
        List<ErasureDuty> duties = new ArrayList<>();
        for (int i = Math.max(0, random.nextInt(4) - 1); i > 0; i--) {
            Instant from = at(random);
            Instant actBy = from.plusSeconds(random.nextInt(3) * 3600L);
            duties.add(new ErasureDuty("d" + i, from, actBy, actBy.plusSeconds(random.nextInt(2) * 3600L)));
        }
        return new Case(rules, holds, locks, duties);
    }

    @Test
    void noRecordGoesBeforeItsInstantAndNoneAfter() {
        long cases = Long.getLong("decision.cases", 100_000);
        Random random = new Random(SEED);
        for (long i = 0; i < cases; i++) {
            Case given = random(random);
            Instant asOf = at(random).plusSeconds(random.nextInt(3) - 1L);
            RetentionDecision decision = RetentionDecision.of(given.at(asOf));
            if (given.isProtected(asOf) != (decision.disposition() instanceof Disposition.Retain)) {
                assertThat(decision.disposition())
                        .as("case %d of seed %d", i, SEED)
                        .isNull();
            }
            decision.deleteAt().ifPresent(at -> assertGoesAt(given, asOf, at));
        }
    }

    /**
     * Looked at just before and at the instant, as long as no later hold or release comes in between, nor one that was
     * placed and released at that very instant.
     */
    private static void assertGoesAt(Case given, Instant asOf, Instant at) {
        for (LegalHold hold : given.holds()) {
            if (hold.placedAt().isAfter(asOf) || hold.placedAt().equals(at)) {
                return;
            }
        }
        if (asOf.isAfter(at)) {
            return;
        }
        if (!(RetentionDecision.of(given.at(at)).disposition() instanceof Disposition.Delete)
                || RetentionDecision.of(given.at(at.minusNanos(1))).disposition() instanceof Disposition.Delete) {
            assertThat(at).as("%s", given).isNull();
        }
    }

    @Test
    void everyDecisionIsReplayed() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            String text = DecisionText.of(RetentionDecision.of(random(random).at(at(random))));
            assertThat(DecisionText.of(DecisionText.replay(text))).isEqualTo(text);
        }
    }

    /** A hold more never brings a date forward, and a duty more never keeps a record longer. */
    @Test
    void aHoldNeverShortensAndADutyNeverLengthens() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            Case given = random(random);
            Instant asOf = at(random);
            RetentionDecision before = RetentionDecision.of(given.at(asOf));
            given.holds().add(LegalHold.place("more", SCOPE, "a case", asOf));
            assertThat(RetentionDecision.of(given.at(asOf)).disposition()).isEqualTo(new Disposition.Retain());
            given.holds().remove(given.holds().size() - 1);
            given.duties().add(new ErasureDuty("more", asOf, asOf, asOf));
            RetentionDecision after = RetentionDecision.of(given.at(asOf));
            if (before.deleteAt().isPresent()) {
                assertThat(after.deleteAt().orElseThrow())
                        .isBeforeOrEqualTo(
                                before.deleteAt().get().isAfter(asOf)
                                        ? before.deleteAt().get()
                                        : asOf);
            }
        }
    }
}
