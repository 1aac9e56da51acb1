package dev.compliancekit.core.residency;

/** What a store is for. */
public enum StorePurpose {
    /** The application reads and writes it. */
    LIVE,
    /** A copy that follows a live store. */
    REPLICA,
    /** Copies to restore from. */
    BACKUP,
    /** What leaves for an owner or an auditor waits here. */
    EXPORT,
    /** Hardware on a customer's premises or in somebody's hands; personal data never go there. */
    DEVICE
}
