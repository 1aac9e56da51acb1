package dev.compliancekit.core.access;

import java.util.Locale;

/**
 * Whether the session showed a second authentication factor of another kind than the first (NIST SP 800-63B AAL2). For
 * a program it is a second proof of another kind too, for example a client certificate beside its token.
 */
public enum SecondFactor {
    /** It was shown and checked in this session. */
    PRESENT,
    /** It was not. */
    ABSENT;

    /** The name in log entries: lower case. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
