package dev.compliancekit.retention.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.TenantId;
import java.util.Comparator;
import java.util.Objects;

/**
 * What activity is remembered of: an account or a session, by its tenant and a pseudonym that is unique in the tenant.
 * The id stands in clear in logs, so it is never a name, an address or a session's token; the SHA-256 of a token will
 * do.
 *
 * @param tenant whose it is
 * @param id the pseudonym, 1 to 128 visible ASCII characters
 */
@Immutable
public record ActivityKey(TenantId tenant, String id) implements Comparable<ActivityKey> {

    /** The most characters an id may have. */
    public static final int MAX_LENGTH = 128;

    private static final Comparator<ActivityKey> ORDER =
            Comparator.comparing(ActivityKey::tenant).thenComparing(ActivityKey::id);

    /**
     * Checks the id.
     *
     * @param tenant whose it is
     * @param id the pseudonym, 1 to 128 visible ASCII characters
     * @throws IllegalArgumentException if the id is not 1 to 128 visible ASCII characters
     */
    public ActivityKey {
        Objects.requireNonNull(tenant, "tenant");
        boolean accepted = !id.isEmpty() && id.length() <= MAX_LENGTH;
        for (int i = 0; accepted && i < id.length(); i++) {
            accepted = id.charAt(i) > ' ' && id.charAt(i) < 0x7f;
        }
        if (!accepted) {
            throw new IllegalArgumentException("activity id is not accepted; accepted are 1 to " + MAX_LENGTH
                    + " visible ASCII characters, a pseudonym");
        }
    }

    /** By tenant, then by id, as text. */
    @Override
    public int compareTo(ActivityKey other) {
        return ORDER.compare(this, other);
    }

    /** Tenant and id. */
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
