package dev.compliancekit.audit.tlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest checkpoint of a log that a quorum of witnesses cosigned, or why there is none.
 *
 * @param problems what does not fit, one sentence each; none if there is a cosigned checkpoint
 * @param notCovered what the cosignatures leave open
 */
record Witnessed(List<String> problems, List<String> notCovered) {

    static Witnessed newest(WitnessPolicy policy, SignedCheckpoint stored, List<SignedCheckpoint> saved) {
        List<SignedCheckpoint> candidates = new ArrayList<>(saved);
        candidates.add(stored);
        candidates.sort(
                (a, b) -> Long.compare(b.unverified().treeSize(), a.unverified().treeSize()));
        List<String> problems = new ArrayList<>();
        for (SignedCheckpoint candidate : candidates) {
            try {
                List<Cosignature> found =
                        policy.cosignatures(candidate); // a bad one spoils its checkpoint, and is said
                if (problems.isEmpty() && policy.isMetBy(found)) {
                    return new Witnessed(List.of(), gaps(candidate, stored, policy.verify(candidate), saved));
                }
            } catch (LogTamperedException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (problems.isEmpty()) {
            problems.add("no checkpoint bears cosignatures of " + policy.quorum() + " or more trusted witnesses");
        }
        return new Witnessed(problems, List.of());
    }

    private static List<String> gaps(
            SignedCheckpoint cosigned, SignedCheckpoint stored, Instant since, List<SignedCheckpoint> saved) {
        long size = cosigned.unverified().treeSize();
        List<String> gaps = new ArrayList<>();
        if (size < stored.unverified().treeSize()) {
            gaps.add("entries from " + size + " on are under no cosigned checkpoint: somebody with the "
                    + "log's signing key can have shown others something else there");
        }
        if (saved.isEmpty()) {
            gaps.add("no saved checkpoint was given: a log that was set back to a state that the witnesses knew is "
                    + "noticed only by the time of their cosignatures, which is " + since);
        }
        return gaps;
    }
}
