package dev.compliancekit.core.promise;

import java.util.Locale;

/** How a promise stands at an instant, from the best to the worst; {@link #compareTo} follows that order. */
public enum Standing {
    /** The evidence shows that it is kept. */
    KEPT,
    /** It is kept, and will be broken or lapse soon unless somebody acts. */
    AT_RISK,
    /** Nothing shows whether it is kept; the standing of every promise that no control answers. */
    UNPROVEN,
    /** It was attested, and the attestation has run out. */
    LAPSED,
    /** The evidence shows that it is broken. */
    BROKEN;

    /**
     * The standing in words.
     *
     * @return lower-case English, for example {@code at risk}
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The worse of two.
     *
     * @param other what to compare with
     * @return this or {@code other}, whichever is worse
     */
    public Standing worse(Standing other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
