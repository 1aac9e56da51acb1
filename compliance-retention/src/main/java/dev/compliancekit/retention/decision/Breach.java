package dev.compliancekit.retention.decision;

/** Whether a duty to erase is past its deadline. */
public enum Breach {
    /** It is not, or there is none. */
    NONE,
    /**
     * It is, and something that law puts first stood in the way past the deadline; whoever asked must be told by then.
     */
    DEFERRED_LAWFULLY,
    /** It is, and nothing stands in the way. */
    OVERDUE
}
