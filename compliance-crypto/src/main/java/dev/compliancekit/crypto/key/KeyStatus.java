package dev.compliancekit.crypto.key;

/** Where a key stands in its life (NIST SP 800-57 part 1 section 7). */
public enum KeyStatus {
    /** It seals and opens. */
    ACTIVE,
    /** A newer version took its place: it opens what it sealed, and seals nothing more. */
    RETIRED,
    /** It was destroyed on purpose, or the key that wraps it was; what it sealed is erased. */
    DESTROYED
}
