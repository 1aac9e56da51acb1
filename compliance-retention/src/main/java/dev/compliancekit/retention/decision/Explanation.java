package dev.compliancekit.retention.decision;

import java.util.ArrayList;
import java.util.List;

/** A decision in sentences. */
final class Explanation {

    private Explanation() {}

    static List<String> of(RetentionDecision decision) {
        List<String> sentences = new ArrayList<>();
        sentences.add(first(decision) + why(decision) + ".");
        decision.facts().rules().stream()
                .filter(rule -> rule.action().retains() && !Protections.counts(rule, decision.facts()))
                .forEach(rule -> sentences.add("Rule " + rule.id() + " would keep it until " + rule.end()
                        + " on the basis " + rule.basis() + ", which yields to a duty to erase."));
        decision.facts().locks().stream()
                .filter(lock -> !lock.protects())
                .forEach(lock -> sentences.add("Lock " + lock.id() + " is bypassed."));
        decision.duty()
                .ifPresent(duty -> sentences.add("The duty " + duty.id() + " is due at " + duty.due()
                        + " and in time under every reading until " + duty.actBy() + "; "
                        + switch (decision.breach()) {
                            case NONE -> "it is not past its deadline.";
                            case DEFERRED_LAWFULLY ->
                                "it is past its deadline and lawfully deferred; whoever asked must have been told.";
                            case OVERDUE -> "it is past its deadline and nothing stands in the way.";
                        }));
        return List.copyOf(sentences);
    }

    private static String first(RetentionDecision decision) {
        String asOf = decision.facts().asOf().toString();
        Disposition disposition = decision.disposition();
        if (disposition instanceof Disposition.Wait wait) {
            return "At " + asOf + " the record waits to be deleted at " + wait.until();
        }
        if (disposition instanceof Disposition.Delete delete) {
            return "At " + asOf + " the record is to be deleted, as it has been since " + delete.since();
        }
        if (disposition instanceof Disposition.Keep) {
            return "At " + asOf + " nothing keeps the record and nothing deletes it";
        }
        return "At " + asOf + " the record must stay"
                + decision.deleteAt().map(at -> " until " + at).orElse("")
                + (decision.deleteAt().isEmpty() ? " and no date deletes it" : "");
    }

    private static String why(RetentionDecision decision) {
        String by = String.join(" and ", decision.decidedBy());
        return switch (decision.level()) {
            case HOLD -> ", because of the legal hold " + by;
            case LOCK -> ", because of the lock " + by;
            case RETENTION -> ", because retention " + by + " lasts longest";
            case LONGEST -> ", because retention " + by + " is the longest of several";
            case EXPLICIT -> ", because of the delete action of " + by + ", which is tied to it most closely";
            case SHORTEST -> ", because of the delete action of " + by + ", the shortest of those tied equally closely";
            case OBLIGATION -> ", because of the duty " + by;
            case SINGLE -> ", because of the rule " + by;
            case NONE -> "";
        };
    }
}
