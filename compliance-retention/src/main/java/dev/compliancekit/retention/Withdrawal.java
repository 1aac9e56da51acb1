package dev.compliancekit.retention;

import java.util.Objects;

/**
 * An obligation that a later event withdrew. <em>Immutable.</em>
 *
 * @param obligation what was withdrawn
 * @param by the event that withdrew it
 */
public record Withdrawal(Obligation obligation, AccountEvent by) {

    /**
     * Checks that both are there.
     *
     * @param obligation what was withdrawn
     * @param by the event that withdrew it
     */
    public Withdrawal {
        Objects.requireNonNull(obligation, "obligation");
        Objects.requireNonNull(by, "by");
    }
}
