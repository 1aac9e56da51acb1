package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Codes;

/**
 * One record within a record class of a tenant, usually its primary key. It comes from elsewhere and may hold slashes,
 * dots and quotes: unlike a {@link TenantId} it is not safe as it stands in a path or in SQL text.
 *
 * @param value the key, 1 to 128 visible ASCII characters
 */
@Immutable
public record RecordId(String value) implements Comparable<RecordId> {

    /** The most characters a value may have. */
    public static final int MAX_LENGTH = 128;

    /**
     * Checks the value.
     *
     * @param value the key, 1 to 128 visible ASCII characters
     * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
     */
    public RecordId {
        Codes.requireVisible("record id", value, MAX_LENGTH);
    }

    @Override
    public int compareTo(RecordId other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
