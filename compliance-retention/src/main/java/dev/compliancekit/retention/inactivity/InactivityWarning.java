package dev.compliancekit.retention.inactivity;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * What the user of an account is told before it expires.
 *
 * @param tenant whose account
 * @param account the account, by its pseudonym; the channel knows how to reach its user
 * @param dueAt when the warning is due
 * @param expiresAt when the account expires if it is not used any more
 */
@Immutable
public record InactivityWarning(TenantId tenant, SubjectId account, Instant dueAt, Instant expiresAt) {

    /**
     * Checks the instants.
     *
     * @param tenant whose account
     * @param account the account
     * @param dueAt when the warning is due; before {@code expiresAt}
     * @param expiresAt when the account expires
     * @throws IllegalArgumentException if the warning is due at the expiry or after it
     */
    public InactivityWarning {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(account, "account");
        if (!dueAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException("warning is due at the expiry or after it; accepted is before");
        }
    }

    /**
     * Tells warnings apart: the same whenever the same warning is sent again, another one once the account was used.
     *
     * @return tenant, account and both instants, at most 320 visible characters
     */
    public String id() {
        return tenant + "/" + account + "/" + dueAt + "/" + expiresAt;
    }
}
