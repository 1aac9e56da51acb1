package dev.compliancekit.crypto.key;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When epochs begin and when their keys are destroyed, and what follows for shredded keys: after which instant no copy
 * of the key store, however old, opens one.
 *
 * @param rotateEvery how long an epoch lasts, positive
 * @param keepFor how long the key of an epoch that ended is kept, positive; so long can an old copy of the key store be
 *     restored
 * @param runEvery how far apart the runs of {@link Epochs#advance} are at most, and so how late they may be; positive
 * @param storeBackupEvery how far apart the backups of the key store are at most, positive, shorter than
 *     {@code keepFor}: else the newest backup would be of no use
 */
@Immutable
public record EpochPolicy(Duration rotateEvery, Duration keepFor, Duration runEvery, Duration storeBackupEvery) {

    /**
     * Checks the durations.
     *
     * @param rotateEvery how long an epoch lasts, positive
     * @param keepFor how long the key of an epoch that ended is kept, positive
     * @param runEvery how far apart the runs are at most, positive
     * @param storeBackupEvery how far apart the backups of the key store are at most, positive, shorter than keepFor
     * @throws IllegalArgumentException if a duration is not positive, or the newest backup of the key store could be
     *     too old to be opened
     */
    public EpochPolicy {
        requirePositive("rotateEvery", rotateEvery);
        requirePositive("keepFor", keepFor);
        requirePositive("runEvery", runEvery);
        requirePositive("storeBackupEvery", storeBackupEvery);
        if (storeBackupEvery.compareTo(keepFor) >= 0) {
            throw new IllegalArgumentException(
                    "keepFor is " + keepFor + " and storeBackupEvery is " + storeBackupEvery
                            + ": the newest backup of the key store could be too old to be opened; accepted is a longer keepFor");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is " + duration + "; accepted is a positive duration");
        }
    }

    /**
     * The longest time from shredding a key until no copy of the key store opens it: the rest of the epoch, the time
     * that its key is kept, and one run's delay for the end of each.
     *
     * @return the duration
     */
    public Duration reach() {
        return rotateEvery.plus(keepFor).plus(runEvery.multipliedBy(2));
    }

    /**
     * The instant after which no copy of the key store opens a shredded key, if every run takes place.
     *
     * @param shreddedAt when the key was shredded
     * @return the instant
     */
    public Instant unreadableAfter(Instant shreddedAt) {
        return shreddedAt.plus(reach());
    }

    /**
     * How much time there is to restore the newest backup of the key store, at worst.
     *
     * @return the duration, positive
     */
    public Duration timeToRestore() {
        return keepFor.minus(storeBackupEvery);
    }
}
