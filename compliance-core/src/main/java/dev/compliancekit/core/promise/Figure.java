package dev.compliancekit.core.promise;

/**
 * A measured number that an assessment rests on, already written for people. <em>Immutable.</em>
 *
 * @param name what was measured, for example {@code records read back}
 * @param value the number with its unit, for example {@code 1,204} or {@code 3 days}
 */
public record Figure(String name, String value) {

    /**
     * Checks that neither is blank.
     *
     * @param name what was measured
     * @param value the number with its unit
     * @throws IllegalArgumentException if one is blank
     */
    public Figure {
        if (name.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("figure has a blank name or value; accepted is text in both");
        }
    }
}
