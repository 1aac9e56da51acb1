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

    /** Takes the lines that verify under a witness's own keys; answers with what is wrong, or an empty text. */
    String take(List<WitnessKey> keys, List<SignatureLine> lines) {
        List<SignatureLine> valid = new ArrayList<>();
        List<Cosignature> verified = new ArrayList<>();
        for (WitnessKey key : keys) {
            for (SignatureLine line : lines) {
                if (key.isNamedBy(line)) {
                    try {
                        verified.add(key.verify(asked.unverified(), line));
                    } catch (LogTamperedException e) {
                        return "answered with a cosignature that does not verify";
                    }
                    valid.add(line);
                }
            }
        }
        if (valid.isEmpty()) {
            return "answered without a cosignature of a trusted key";
        }
        return merge(valid, verified);
    }

    private String merge(List<SignatureLine> valid, List<Cosignature> verified) {
        synchronized (lock) {
            try {
                merged = merged.with(valid);
            } catch (IllegalArgumentException e) {
                return "answered with more signatures than a note can hold";
            }
            cosignatures.addAll(verified);
            if (policy.isMetBy(cosignatures)) {
                over.complete(true);
            }
            return "";
        }
    }

    void problem(String name, String problem) {
        synchronized (lock) {
            problems.add("witness " + name + " " + problem);
            answered();
        }
    }

    void answered() {
        synchronized (lock) {
            unanswered--;
            if (unanswered == 0) {
                over.complete(true);
            }
        }
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
