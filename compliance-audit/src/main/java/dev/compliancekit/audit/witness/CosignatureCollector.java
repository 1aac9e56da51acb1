package dev.compliancekit.audit.witness;

import dev.compliancekit.audit.spi.Witness;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks several witnesses at once to cosign a checkpoint, until a quorum has. Slow, dead and lying witnesses cost no
 * more than their place on the executor: a witness that still works on an earlier checkpoint is not asked again, and
 * only cosignatures that verify are taken.
 *
 * <p><em>Thread-safe.</em>
 */
public final class CosignatureCollector {

    private final WitnessPolicy policy;
    private final Executor executor;
    private final List<WitnessSeat> seats;

    private CosignatureCollector(Builder builder) {
        this.policy = builder.policy;
        this.executor = builder.executor;
        this.seats = List.copyOf(builder.seats.values());
    }

    /**
     * A collector for a policy.
     *
     * @param policy whose cosignatures count, and how many it takes
     * @param executor asks the witnesses, one task each; with fewer threads than witnesses a slow one delays others
     * @return the builder
     */
    public static Builder builder(WitnessPolicy policy, Executor executor) {
        return new Builder(policy, executor);
    }

    /** Settings of a collector. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final WitnessPolicy policy;
        private final Executor executor;
        private final Map<String, WitnessSeat> seats = new LinkedHashMap<>();

        private Builder(WitnessPolicy policy, Executor executor) {
            this.policy = policy;
            this.executor = executor;
        }

        /**
         * A witness to ask.
         *
         * @param name its name, as its keys in the policy have it
         * @param witness answers for it
         * @return this builder
         * @throws IllegalArgumentException if the policy has no key of this name, or it was given already
         */
        public Builder witness(String name, Witness witness) {
            List<WitnessKey> keys = policy.keys().stream()
                    .filter(key -> key.name().equals(name))
                    .toList();
            if (keys.isEmpty()) {
                throw new IllegalArgumentException(
                        "policy has no key of the witness; accepted are the names of its keys");
            }
            if (seats.put(name, new WitnessSeat(name, keys, witness)) != null) {
                throw new IllegalArgumentException("witness was given twice; accepted is once");
            }
            return this;
        }

        /**
         * The collector.
         *
         * @return the collector; nobody is asked yet
         * @throws IllegalArgumentException if there are fewer witnesses than the policy's quorum
         */
        public CosignatureCollector build() {
            if (seats.size() < policy.quorum()) {
                throw new IllegalArgumentException("there are " + seats.size() + " witnesses to ask; accepted are "
                        + policy.quorum() + " or more, the policy's quorum");
            }
            return new CosignatureCollector(this);
        }
    }

    /**
     * Asks for cosignatures, and waits until a quorum cosigned, all have answered, or the time is over. If the waiting
     * thread is interrupted, it stops waiting and stays interrupted.
     *
     * @param checkpoint a checkpoint that the log has signed and published
     * @param tiles the log, of whose tiles the proofs are made
     * @param limit how long to wait; more than zero
     * @return the checkpoint with the cosignatures, and whether they are a quorum
     * @throws IllegalArgumentException if the limit is not above zero
     */
    public Witnessing collect(SignedCheckpoint checkpoint, TileDirectory tiles, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit is " + limit + "; accepted is more than zero");
        }
        WitnessRound round = new WitnessRound(policy, checkpoint, seats.size());
        for (WitnessSeat seat : seats) {
            if (!seat.take()) {
                round.take(seat.name(), WitnessRound.Answer.wrong("is still busy with an earlier checkpoint"));
                continue;
            }
            try {
                executor.execute(() -> seat.ask(round, tiles));
            } catch (RejectedExecutionException e) {
                seat.leave();
                round.take(seat.name(), WitnessRound.Answer.wrong("was not asked: the executor takes no more tasks"));
            }
        }
        return round.await(limit);
    }
}
