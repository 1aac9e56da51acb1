package dev.compliancekit.retention;

import com.google.errorprone.annotations.Immutable;

/**
 * Who keeps the data of a store: a department, a processor, or the member of staff whose mailbox or files they are. A
 * legal hold may be narrowed to what some custodians keep.
 *
 * @param value the name, 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner hyphens; no personal data, for
 *     a person a pseudonym
 */
@Immutable
public record Custodian(String value) implements Comparable<Custodian> {

    private static final int MAX_LENGTH = 64;

    /**
     * Checks the value.
     *
     * @param value the name
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public Custodian {
        if (value.length() > MAX_LENGTH || !value.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("custodian is not accepted; accepted are 1 to " + MAX_LENGTH
                    + " characters of a-z, 0-9 and single inner hyphens");
        }
    }

    @Override
    public int compareTo(Custodian other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
