package dev.compliancekit.pages;

import java.time.Instant;
import java.util.Objects;

/**
 * An erasure that should have been done, for the list of the report. <em>Immutable.</em>
 *
 * @param what what is to be erased
 * @param where in which store
 * @param due by when it was promised
 * @param reason why it has not been done
 */
public record OverdueErasure(String what, String where, Instant due, String reason) {

    /**
     * Checks the parts.
     *
     * @param what text, not blank
     * @param where text, not blank
     * @param due by when it was promised
     * @param reason text, not blank
     * @throws IllegalArgumentException if a text is blank
     */
    public OverdueErasure {
        Checks.text("what is to be erased", what);
        Checks.text("where it is to be erased", where);
        Checks.text("why it has not been erased", reason);
        Objects.requireNonNull(due, "due");
    }
}
