package dev.compliancekit.core.access;

/** How a grant or a mandate stands at an instant. */
public enum GrantState {
    /** It starts later. */
    NOT_YET_VALID,
    /** It runs. */
    IN_FORCE,
    /** Its term is over. */
    EXPIRED,
    /** It was revoked, before its term was over or since. */
    REVOKED
}
