package dev.compliancekit.retention.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision and all that it was decided on as one text, so that it can be made again and compared byte for byte
 * ({@code docs/formats/decision.md}). Thread-safe: it has no state.
 */
public final class DecisionText {

    private static final String HEAD = "compliancekit-decision/1";
    private static final String NONE = "-";

    private DecisionText() {}

    /**
     * The text of a decision.
     *
     * @param decision the decision
     * @return lines that end in a line feed; the same facts give the same text
     */
    public static String of(RetentionDecision decision) {
        DecisionFacts facts = decision.facts();
        StringBuilder text = new StringBuilder(512);
        line(text, HEAD);
        line(text, "as-of", facts.asOf());
        facts.rules()
                .forEach(rule -> line(
                        text, "rule", rule.id(), rule.action(), rule.scope(), rule.basis(), rule.start(), rule.end()));
        facts.holds()
                .forEach(hold -> line(
                        text,
                        "hold",
                        hold.id(),
                        hold.placedAt(),
                        orNone(hold.releasedAt()),
                        orNone(hold.protectsUntil())));
        facts.locks().forEach(lock -> line(text, "lock", lock.id(), lock.mode(), lock.until()));
        facts.duties().forEach(duty -> line(text, "duty", duty.id(), duty.from(), duty.actBy(), duty.due()));
        line(text, "decision", decision.disposition().text());
        line(text, "delete-at", orNone(decision.deleteAt()));
        line(text, "retain-until", orNone(decision.retainUntil()));
        line(
                text,
                "delete-action",
                decision.deleteAction().map(RetentionRule::id).orElse(NONE));
        line(text, "duty-first", decision.duty().map(ErasureDuty::id).orElse(NONE));
        line(text, "breach", decision.breach());
        line(text, "level", decision.level().text());
        decision.decidedBy().forEach(id -> line(text, "decided-by", id));
        decision.explanation().forEach(sentence -> line(text, "because", sentence));
        return text.toString();
    }

    private static void line(StringBuilder text, Object... parts) {
        for (int i = 0; i < parts.length; i++) {
            text.append(i == 0 ? "" : " ").append(parts[i]);
        }
        text.append('\n');
    }

    private static String orNone(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(NONE);
    }

    /**
     * Decides again from the facts in a text.
     *
     * @param text what {@link #of} gave
     * @return the decision
     * @throws IllegalArgumentException if it is no such text, or deciding again gives another text: it was altered, or
     *     the rules of deciding have changed since
     */
    public static RetentionDecision replay(String text) {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(HEAD)) {
            throw new IllegalArgumentException("decision text has another first line; accepted is " + HEAD);
        }
        DecisionFacts.@Nullable Builder facts = null;
        for (int i = 1; i < lines.length && !lines[i].startsWith("decision "); i++) {
            try {
                facts = read(facts, lines[i].split(" ", -1));
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "decision text line " + (i + 1)
                                + " is no fact; accepted are the lines as-of, rule, hold, lock and duty",
                        e);
            }
        }
        if (facts == null) {
            throw new IllegalArgumentException("decision text says no as-of; accepted is one as its second line");
        }
        RetentionDecision decision = RetentionDecision.of(facts.build());
        if (!of(decision).equals(text)) {
            throw new IllegalArgumentException(
                    "decision text is not what its facts decide; accepted is the text as it " + "was written");
        }
        return decision;
    }

    private static DecisionFacts.Builder read(DecisionFacts.@Nullable Builder facts, String[] words) {
        if (facts == null) {
            if (!words[0].equals("as-of")) {
                throw new IllegalArgumentException("no as-of");
            }
            return DecisionFacts.builder(Instant.parse(words[1]));
        }
        return switch (words[0]) {
            case "rule" ->
                facts.rule(new RetentionRule(
                        words[1],
                        RuleAction.valueOf(words[2]),
                        RuleScope.valueOf(words[3]),
                        LegalBasis.valueOf(words[4]),
                        Instant.parse(words[5]),
                        Instant.parse(words[6])));
            case "hold" ->
                facts.hold(new HoldPeriod(words[1], Instant.parse(words[2]), instant(words[3]), instant(words[4])));
            case "lock" ->
                facts.lock(new RetentionLock(words[1], RetentionLock.Mode.valueOf(words[2]), Instant.parse(words[3])));
            case "duty" ->
                facts.duty(new ErasureDuty(
                        words[1], Instant.parse(words[2]), Instant.parse(words[3]), Instant.parse(words[4])));
            default -> throw new IllegalArgumentException("unknown fact");
        };
    }

    private static @Nullable Instant instant(String word) {
        return word.equals(NONE) ? null : Instant.parse(word);
    }
}
