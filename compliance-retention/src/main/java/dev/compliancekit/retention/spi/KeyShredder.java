package dev.compliancekit.retention.spi;

import dev.compliancekit.retention.Scope;

/**
 * Whatever destroys keys, so that what they sealed is unreadable in every copy (NIST SP 800-88, cryptographic erase).
 *
 * <p>Promises of an implementation:
 *
 * <ul>
 *   <li>After {@link #shred} returned, {@link #usableKeys} of the scope answers 0, also after a restart.
 *   <li>{@link #shred} is idempotent, and touches the keys of no other scope.
 *   <li>{@link #usableKeys} asks the key store each time; one that does not answer throws.
 *   <li>Both refuse a scope that has no keys of its own, such as one subject under a tenant's key.
 *   <li>Methods may be called from several threads at a time.
 * </ul>
 */
public interface KeyShredder {

    /**
     * How many keys of a scope still open something.
     *
     * @param scope whose keys
     * @return 0 or more
     * @throws RuntimeException if the key store does not answer
     */
    long usableKeys(Scope scope);

    /**
     * Destroys every key of a scope, in every copy the key store has.
     *
     * @param scope whose keys
     * @param reason for the log: which order; no personal data
     * @throws RuntimeException if a key could not be destroyed; safe to call again
     */
    void shred(Scope scope, String reason);
}
