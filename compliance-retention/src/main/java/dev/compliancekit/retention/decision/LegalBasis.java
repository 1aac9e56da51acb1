package dev.compliancekit.retention.decision;

/** Why a rule keeps a record, as far as a duty to erase makes a difference (GDPR Art. 17). */
public enum LegalBasis {
    /** A statute demands it (Art. 17(3)(b)): stands against a duty to erase. */
    STATUTORY,
    /** Legal claims need it (Art. 17(3)(e)): stands against a duty to erase. */
    CLAIMS,
    /** The business wants it: yields to a duty to erase. */
    BUSINESS,
    /** The person agreed to it (Art. 17(1)(b)): yields to a duty to erase. */
    CONSENT;

    boolean yieldsToDuties() {
        return this == BUSINESS || this == CONSENT;
    }
}
