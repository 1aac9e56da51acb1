package dev.compliancekit.crypto.key;

/** Where a key stands in its life (NIST SP 800-57 part 1 section 7). */
public enum KeyStatus {
    /** It seals and opens. */
    ACTIVE,
    /** It was destroyed on purpose; what it sealed is erased. */
    DESTROYED
}
