package dev.compliancekit.retention;

/**
 * What a store is for, as far as promises tell stores apart. Anonymous aggregates are about nobody (GDPR recital 26):
 * they are no store in this sense and no promise reaches them.
 */
public enum StoreKind {
    /** The production store. */
    LIVE,
    /** A copy that follows production: a read replica, a search index, a cache, a warehouse. */
    REPLICA,
    /** A copy of an earlier state, kept to restore from. */
    BACKUP,
    /** Files handed out or laid down for somebody: reports, extracts. */
    EXPORT,
    /** Logs that hold personal data. */
    LOG
}
