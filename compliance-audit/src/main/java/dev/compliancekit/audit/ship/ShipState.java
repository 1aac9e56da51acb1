package dev.compliancekit.audit.ship;

/** What a shipper is doing. */
public enum ShipState {
    /** It ships, or waits for the log to publish more. */
    WORKING,
    /** The last attempt failed; it tries again by itself. */
    RETRYING,
    /** The sink and the log contradict each other; a person must look, then {@link EntryShipper#resume}. */
    HALTED,
    /** It was paused, and waits for {@link EntryShipper#resume}. */
    PAUSED,
    /** It was closed. */
    CLOSED
}
