package dev.compliancekit.pages;

import java.time.Instant;
import java.util.Objects;

/**
 * A legal hold that is in force, for the list of the report. <em>Immutable.</em>
 *
 * @param name what the hold is called, for example the number of the case
 * @param covers what may not be erased
 * @param placedBy who placed it
 * @param placedAt when
 */
public record HoldEntry(String name, String covers, String placedBy, Instant placedAt) {

    /**
     * Checks the parts.
     *
     * @param name text, not blank
     * @param covers text, not blank
     * @param placedBy text, not blank
     * @param placedAt when
     * @throws IllegalArgumentException if a text is blank
     */
    public HoldEntry {
        Checks.text("name of a hold", name);
        Checks.text("what a hold covers", covers);
        Checks.text("who placed a hold", placedBy);
        Objects.requireNonNull(placedAt, "placedAt");
    }
}
