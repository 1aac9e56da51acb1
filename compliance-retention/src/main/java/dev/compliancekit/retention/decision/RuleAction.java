package dev.compliancekit.retention.decision;

/** What a retention rule does with a record. */
public enum RuleAction {
    /** Keeps it until the end of the period. */
    RETAIN,
    /** Deletes it at the end of the period. */
    DELETE,
    /** Keeps it until the end of the period and deletes it then. */
    RETAIN_DELETE;

    boolean retains() {
        return this != DELETE;
    }

    boolean deletes() {
        return this != RETAIN;
    }
}
