package dev.compliancekit.crypto.key;

/** What came of looking for a key. */
sealed interface Found {

    /** It can be used. */
    record Usable(DataKey key) implements Found {}

    /** It was destroyed, or the tenant's key that wraps it was. */
    record Destroyed() implements Found {}

    /** There is none. */
    record Missing() implements Found {}
}
