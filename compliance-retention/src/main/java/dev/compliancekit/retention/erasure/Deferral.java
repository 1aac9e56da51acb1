package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.Actor;
import dev.compliancekit.retention.ErasureOrder;
import java.time.Instant;
import java.util.Objects;

/**
 * An erasure that waits for a legal hold: who looks after it, and when it is looked at next. <em>Immutable.</em>
 *
 * @param order what was ordered
 * @param reason which holds, or that the register did not answer
 * @param owner who looks after it
 * @param since when it was last looked at
 * @param nextLook when it is to be looked at again at the latest
 */
public record Deferral(ErasureOrder order, String reason, Actor owner, Instant since, Instant nextLook) {

    /**
     * Checks that all are there.
     *
     * @param order what was ordered
     * @param reason which holds
     * @param owner who looks after it
     * @param since when it was last looked at
     * @param nextLook when it is to be looked at again at the latest
     */
    public Deferral {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(nextLook, "nextLook");
    }
}
