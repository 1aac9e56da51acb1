package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;

/**
 * A destroyed key as an epoch store remembers it, so that it does not come back with an old copy of the key store.
 *
 * @param tombstone what the key store keeps of it
 * @param epoch the number of the newest epoch under which a copy of it may be wrapped, 1 or more
 */
@Immutable
public record ShreddedKey(KeyRecord.Destroyed tombstone, int epoch) {

    /**
     * Checks both parts.
     *
     * @param tombstone what the key store keeps of it
     * @param epoch the number of the newest epoch under which a copy of it may be wrapped, 1 or more
     * @throws IllegalArgumentException if the number is below 1
     */
    public ShreddedKey {
        Objects.requireNonNull(tombstone, "tombstone");
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch is " + epoch + "; accepted are 1 and above");
        }
    }
}
