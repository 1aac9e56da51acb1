package dev.compliancekit.core;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.internal.Codes;

/**
 * The person that data are about (GDPR art. 4(1): data subject), by a pseudonym of the tenant's choice. Never a name or
 * an e-mail address: it stands in clear in logs and certificates. Unique within one tenant only. Unlike a
 * {@link TenantId} it is not safe as it stands in a path or in SQL text.
 *
 * @param value the pseudonym, 1 to 128 visible ASCII characters
 */
@Immutable
public record SubjectId(String value) implements Comparable<SubjectId> {

    /** The most characters a value may have. */
    public static final int MAX_LENGTH = 128;

    /** The account itself, for data of a tenant that are about no person. */
    public static final SubjectId ACCOUNT = new SubjectId("account");

    /**
     * Checks the value.
     *
     * @param value the pseudonym, 1 to 128 visible ASCII characters
     * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters
     */
    public SubjectId {
        Codes.requireVisible("subject id", value, MAX_LENGTH);
    }

    @Override
    public int compareTo(SubjectId other) {
        return value.compareTo(other.value);
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
