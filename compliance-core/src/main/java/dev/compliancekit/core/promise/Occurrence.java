package dev.compliancekit.core.promise;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One time that an attested thing was done, for example a penetration test. <em>Immutable.</em>
 *
 * @param on the day on which it was done
 * @param by who did it, for example a vendor
 * @param evidence where to look: the digest of a report, or its reference
 */
public record Occurrence(LocalDate on, String by, String evidence) {

    /**
     * Checks the parts.
     *
     * @param on the day on which it was done
     * @param by text, not blank
     * @param evidence text, not blank
     * @throws IllegalArgumentException if a text is blank
     */
    public Occurrence {
        Objects.requireNonNull(on, "on");
        Texts.requireText("occurrence", "doer", by);
        Texts.requireText("occurrence", "evidence", evidence);
    }
}
