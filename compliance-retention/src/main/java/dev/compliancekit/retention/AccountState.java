package dev.compliancekit.retention;

/** The state of a tenant's account. */
public enum AccountState {
    /** In use. */
    ACTIVE,
    /** Paused by its owner; not cancelled, nothing is erased. */
    PAUSED,
    /** The software was uninstalled; the account is not cancelled, nothing is erased. */
    UNINSTALLED,
    /** Cancelled; the promised period runs. */
    CANCELLED,
    /** Everything of the account is erased; the last state. */
    ERASED
}
