package dev.compliancekit.crypto.spi;

import java.security.SecureRandom;
import java.util.Map;

/**
 * Makes key services of one kind; found by {@link java.util.ServiceLoader}. Stateless and therefore thread-safe, with a
 * public constructor without arguments.
 */
public interface KeyServiceProvider {

    /**
     * The name by which the kind is asked for.
     *
     * @return lower-case letters, digits and hyphens, for example {@code file}
     */
    String name();

    /**
     * A key service that is ready for use.
     *
     * @param settings by name; every one must be known
     * @param random where keys and nonces come from, if the service makes any in this process
     * @return the service, to be closed by the caller
     * @throws IllegalArgumentException if a setting is unknown, missing or not accepted; the message names it
     * @throws dev.compliancekit.crypto.KeyUnavailableException if the service cannot be reached
     */
    KeyService create(Map<String, String> settings, SecureRandom random);
}
