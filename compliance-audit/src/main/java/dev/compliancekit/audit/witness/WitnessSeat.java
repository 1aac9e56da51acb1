package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.ConsistencyProof;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.WitnessKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One of the witnesses that a collector asks, at most one question at a time. <em>Thread-safe.</em> */
final class WitnessSeat {

    /** The first guess of the old size, the size that the witness names, and one more in case others ask it too. */
    private static final int TRIES = 3;

    private final String name;
    private final List<WitnessKey> keys;
    private final Witness witness;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile long lastSize;

    WitnessSeat(String name, List<WitnessKey> keys, Witness witness) {
        this.name = name;
        this.keys = keys;
        this.witness = witness;
    }

    String name() {
        return name;
    }

    boolean take() {
        return !taken.getAndSet(true);
    }

    void leave() {
        taken.set(false);
    }

    /** Asks, and tells the round exactly once what came of it. */
    void ask(WitnessRound round, TileDirectory tiles) {
        WitnessRound.Answer answer = WitnessRound.Answer.wrong("failed without saying why");
        try {
            answer = answer(round, tiles);
        } catch (WitnessUnavailableException | LogTamperedException e) {
            answer = WitnessRound.Answer.wrong("has not cosigned: " + e.getMessage());
        } catch (RuntimeException e) {
            answer = WitnessRound.Answer.wrong("failed with " + e.getClass().getSimpleName());
        } finally {
            leave(); // before the round may be over, and the next one begin
            round.take(name, answer);
        }
    }

    private WitnessRound.Answer answer(WitnessRound round, TileDirectory tiles) {
        SignedCheckpoint checkpoint = round.asked();
        long size = checkpoint.unverified().treeSize();
        long oldSize = Math.min(lastSize, size);
        for (int tries = 0; tries < TRIES; tries++) {
            ConsistencyProof proof = tiles.proveConsistency(oldSize, size);
            WitnessAnswer answer = witness.addCheckpoint(AddCheckpoint.of(proof, checkpoint));
            if (answer instanceof WitnessAnswer.Cosigned cosigned) {
                WitnessRound.Answer checked = round.check(keys, cosigned.lines());
                lastSize = checked.isCosigned() ? size : lastSize;
                return checked;
            }
            if (answer instanceof WitnessAnswer.Refused refused) {
                return WitnessRound.Answer.wrong(
                        "does not cosign: " + refused.refusal().sentence());
            }
            long itsSize = ((WitnessAnswer.OtherSize) answer).treeSize();
            if (itsSize > size) {
                return WitnessRound.Answer.wrong("has cosigned size " + itsSize + " of this log, which is above " + size
                        + ": the log was set back, or a newer checkpoint was faster");
            }
            if (itsSize == oldSize) {
                return WitnessRound.Answer.wrong("contradicts itself about the size that it cosigned last");
            }
            oldSize = itsSize;
        }
        return WitnessRound.Answer.wrong("named another size each time it was asked");
    }
}
