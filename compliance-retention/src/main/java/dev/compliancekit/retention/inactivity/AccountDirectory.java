package dev.compliancekit.retention.inactivity;

import dev.compliancekit.core.TenantId;
import java.util.Collection;

/**
 * The accounts that inactivity may expire. An application implements it over its own table of users; it is handed in,
 * there is no lookup.
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>{@link #accountsOf} answers every account of the tenant that can be signed in to, each once.
 *   <li>After {@link #expire} answered true, the account cannot be signed in to and is in no answer of
 *       {@link #accountsOf}, also after a crash.
 *   <li>{@link #expire} does nothing and answers false if the account was used since what is given, in one step with
 *       the look at it: nobody who comes back at the last moment is locked out.
 *   <li>A directory that does not answer throws; it never answers that there are no accounts.
 * </ul>
 *
 * <p>It is called by one thread at a time.
 */
public interface AccountDirectory {

    /**
     * Whose accounts there are.
     *
     * @return the tenants, each once, in any order
     * @throws RuntimeException if the directory does not answer
     */
    Collection<TenantId> tenants();

    /**
     * The accounts of a tenant that can be signed in to.
     *
     * @param tenant the tenant
     * @return the accounts, each once, in any order
     * @throws RuntimeException if the directory does not answer
     */
    Collection<UserAccount> accountsOf(TenantId tenant);

    /**
     * Closes an account to signing in, unless it was used since.
     *
     * @param tenant whose account
     * @param account the account as {@link #accountsOf} answered
     * @return whether it is closed
     * @throws RuntimeException if the directory does not answer; safe to call again
     */
    boolean expire(TenantId tenant, UserAccount account);
}
