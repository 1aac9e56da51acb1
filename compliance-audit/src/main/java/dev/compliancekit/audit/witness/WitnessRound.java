package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.tlog.Cosignature;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignatureLine;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One checkpoint before all witnesses. <em>Thread-safe.</em> */
final class WitnessRound {

    private final WitnessPolicy policy;
    private final SignedCheckpoint asked;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final Object lock = new Object();
    private final List<Cosignature> cosignatures = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private SignedCheckpoint merged;
    private int unanswered;

    WitnessRound(WitnessPolicy policy, SignedCheckpoint asked, int witnesses) {
        this.policy = policy;
        this.asked = asked;
        this.merged = asked;
        this.unanswered = witnesses;
    }

    SignedCheckpoint asked() {
        return asked;
    }

    /**
     * What a witness said.
     *
     * @param problem what is wrong with it, or an empty text
     * @param lines those that verify under its own keys
     * @param cosignatures what they say
     */
    record Answer(String problem, List<SignatureLine> lines, List<Cosignature> cosignatures) {

        static Answer wrong(String problem) {
            return new Answer(problem, List.of(), List.of());
        }

        boolean isCosigned() {
            return problem.isEmpty();
        }
    }

    /** Looks for the lines that verify under a witness's own keys. */
    Answer check(List<WitnessKey> keys, List<SignatureLine> lines) {
        List<SignatureLine> valid = new ArrayList<>();
        List<Cosignature> verified = new ArrayList<>();
        for (WitnessKey key : keys) {
            for (SignatureLine line : lines) {
                if (key.isNamedBy(line)) {
                    try {
                        verified.add(key.verify(asked.unverified(), line));
                    } catch (LogTamperedException e) {
                        return Answer.wrong("answered with a cosignature that does not verify");
                    }
                    valid.add(line);
                }
            }
        }
        return valid.isEmpty()
                ? Answer.wrong("answered without a cosignature of a trusted key")
                : new Answer("", valid, verified);
    }

    /** Once for each witness, when it can be asked for the next checkpoint: only then may this round be over. */
    void take(String name, Answer answer) {
        synchronized (lock) {
            if (answer.isCosigned()) {
                merge(name, answer);
            } else {
                problems.add("witness " + name + " " + answer.problem());
            }
            unanswered--;
            if (unanswered == 0 || policy.isMetBy(cosignatures)) {
                over.complete(true);
            }
        }
    }

    private void merge(String name, Answer answer) {
        try {
            merged = merged.with(answer.lines());
        } catch (IllegalArgumentException e) {
            problems.add("witness " + name + " answered with more signatures than a note can hold");
            return;
        }
        cosignatures.addAll(answer.cosignatures());
    }

    Witnessing await(Duration limit) {
        try {
            over.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            return result(limit);
        }
        return result(limit);
    }

    private Witnessing result(Duration limit) {
        synchronized (lock) {
            if (policy.isMetBy(cosignatures)) {
                return new Witnessing.Reached(merged, cosignatures, problems);
            }
            List<String> said = new ArrayList<>(problems);
            if (unanswered > 0) {
                said.add(unanswered + " witnesses have not answered within " + limit);
            }
            return new Witnessing.Missed(merged, cosignatures, said);
        }
    }
}
