package dev.compliancekit.crypto.key;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How long unwrapped keys stay in memory. A key that leaves is unwrapped again when it is needed; a key that is
 * destroyed leaves at once, whatever the limits.
 *
 * @param maxKeys how many keys at most, 1 or more
 * @param maxAge how long a key may stay after it was unwrapped, positive; also how long this process may go on using a
 *     key that another process rotated or destroyed
 * @param maxUses how often a key may be used before it is unwrapped again, 1 or more
 */
@Immutable
public record KeyCacheLimits(int maxKeys, Duration maxAge, long maxUses) {

    /** 10,000 keys, one hour, no limit of uses. */
    public static final KeyCacheLimits DEFAULT = new KeyCacheLimits(10_000, Duration.ofHours(1), Long.MAX_VALUE);

    /**
     * Checks the ranges.
     *
     * @param maxKeys how many keys at most, 1 or more
     * @param maxAge how long a key may stay after it was unwrapped, positive
     * @param maxUses how often a key may be used before it is unwrapped again, 1 or more
     * @throws IllegalArgumentException if a limit is out of range
     */
    public KeyCacheLimits {
        if (maxKeys < 1 || maxUses < 1) {
            throw new IllegalArgumentException(
                    "a limit of the key cache is " + Math.min(maxKeys, maxUses) + "; accepted are 1 and above");
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge is " + maxAge + "; accepted is a positive duration");
        }
    }
}
