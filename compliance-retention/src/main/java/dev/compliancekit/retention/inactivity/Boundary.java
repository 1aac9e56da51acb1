package dev.compliancekit.retention.inactivity;

import java.time.Duration;

/** Whether a session is over at its limit or only after it; the standards differ. */
public enum Boundary {
    /** Over at the limit: "15 minutes or longer" (NIST SP 800-63B section 4.3.3). */
    INCLUSIVE,
    /** Over after the limit: "for more than 15 minutes" (PCI DSS 4.0 requirement 8.2.8). */
    EXCLUSIVE;

    boolean isReached(Duration elapsed, Duration limit) {
        int compared = elapsed.compareTo(limit);
        return this == INCLUSIVE ? compared >= 0 : compared > 0;
    }
}
