package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.spi.KeyAddress;

/**
 * Counts the values that are still sealed under a key, in every store there is.
 *
 * <p><em>Thread-safe</em>, as every implementation has to be.
 */
@FunctionalInterface
public interface KeyUsage {

    /**
     * How many values name the key.
     *
     * @param address whose key and which
     * @return the count, 0 or more; what cannot be counted throws
     */
    long liveValues(KeyAddress address);
}
