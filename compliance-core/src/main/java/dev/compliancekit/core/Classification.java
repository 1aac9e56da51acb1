package dev.compliancekit.core;

/** How sensitive a record is, from the least to the most; {@link #compareTo} follows that order. */
public enum Classification {
    /** Anybody may see it. */
    PUBLIC,
    /** The tenant's and the operator's staff may see it. */
    INTERNAL,
    /** Need to know; personal data start here. */
    CONFIDENTIAL,
    /** Need to know, and harm follows if it gets out: special categories (GDPR art. 9), secrets, payment data. */
    RESTRICTED;

    /**
     * Whether this is as sensitive as another or more.
     *
     * @param other what to compare with
     * @return true if this is {@code other} or stricter
     */
    public boolean isAtLeast(Classification other) {
        return compareTo(other) >= 0;
    }
}
