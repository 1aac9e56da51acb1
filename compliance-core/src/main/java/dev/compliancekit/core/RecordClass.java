package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Codes;

/**
 * The name that a retention schedule uses for a kind of record (ISO 15489-1), for example {@code customer} or
 * {@code invoice-2026}.
 *
 * @param value the name, written like a {@link TenantId}
 */
@Immutable
public record RecordClass(String value) implements Comparable<RecordClass> {

    /** The most characters a value may have. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the value.
     *
     * @param value the name, written like a {@link TenantId}
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code a-z}, {@code 0-9} and single inner
     *     hyphens
     */
    public RecordClass {
        Codes.requireCode("record class", value, MAX_LENGTH);
    }

    @Override
    public int compareTo(RecordClass other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
