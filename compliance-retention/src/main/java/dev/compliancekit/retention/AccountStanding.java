package dev.compliancekit.retention;

import java.util.List;
import java.util.Objects;

/**
 * Where an account stands at an instant. <em>Immutable.</em>
 *
 * @param state the account's state
 * @param obligations the duties that its events started and nothing withdrew, the earliest due first, unmodifiable;
 *     whether they were met is not known here
 * @param withdrawals the duties that a later event withdrew, unmodifiable
 */
public record AccountStanding(AccountState state, List<Obligation> obligations, List<Withdrawal> withdrawals) {

    /**
     * Copies the lists.
     *
     * @param state the account's state
     * @param obligations the duties that stand; copied
     * @param withdrawals the duties that were withdrawn; copied
     */
    public AccountStanding {
        Objects.requireNonNull(state, "state");
        obligations = List.copyOf(obligations);
        withdrawals = List.copyOf(withdrawals);
    }
}
