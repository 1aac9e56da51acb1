package dev.compliancekit.audit;

/** What becomes of an event for which the queue has no room; it is never dropped. */
public enum WhenFull {

    /** The caller waits until there is room. */
    BLOCK,

    /** The caller is refused at once, and with it what it was about to do. */
    FAIL_CLOSED
}
