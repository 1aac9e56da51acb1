package dev.compliancekit.retention.backup;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;

/**
 * How long what was erased from production can still be read in backups: the longest life of a copy under rotation, or
 * the time until every copy of a destroyed key is unreadable (NIST SP 800-88 rev. 1 section 2.6, cryptographic erase).
 *
 * @param means how copies become unreadable
 * @param longest the longest time a copy stays readable, zero or longer
 */
@Immutable
public record BackupResidence(Means means, Duration longest) {

    private static final Duration SLOWEST = Duration.ofDays(366);

    /** How copies become unreadable. */
    public enum Means {
        /** Old copies are deleted. */
        ROTATION,
        /** The keys are destroyed, with every backup of them. */
        KEY_DESTRUCTION
    }

    /**
     * Checks the time.
     *
     * @param means how copies become unreadable
     * @param longest the longest time a copy stays readable, zero or longer
     * @throws IllegalArgumentException if it is negative
     */
    public BackupResidence {
        Objects.requireNonNull(means, "means");
        if (longest.isNegative()) {
            throw new IllegalArgumentException(
                    "longest life of a copy is negative; accepted are durations of zero or longer");
        }
    }

    /**
     * How long rotation keeps a copy at most, while backups are made at one pace and rotation runs after each. In a
     * zone whose clocks change it is a bound that is never too short.
     *
     * @param rotation what is rotated how
     * @param backupEvery the pace: {@code P1D} for every night, or an exact duration
     * @return the residence, or empty if the rotation keeps some copies for ever: without limit or by a tag
     * @throws IllegalArgumentException if the pace is another calendar period, or longer than 366 days
     */
    public static Optional<BackupResidence> of(Rotation rotation, TimeLimit backupEvery) {
        boolean accepted = backupEvery instanceof TimeLimit.Exact exact
                ? exact.duration().compareTo(SLOWEST) <= 0
                : backupEvery.equals(TimeLimit.of(Period.ofDays(1)));
        if (!accepted) {
            throw new IllegalArgumentException("backups are made every " + backupEvery
                    + "; accepted are P1D and exact durations of at most 366 days, such as PT1H");
        }
        RotationPolicy policy = rotation.policy();
        if (policy.hasUnlimited() || !policy.tags().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BackupResidence(Means.ROTATION, new ResidenceBound(rotation, backupEvery).longest()));
    }

    /**
     * How long the copies of a destroyed key can be used at most: until the epoch in which it was destroyed is itself
     * destroyed with every copy of the key store.
     *
     * @param days after how many days epochs are destroyed, at least 1
     * @return the residence
     * @throws IllegalArgumentException if it is less than 1
     */
    public static BackupResidence byKeyDestruction(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("epochs are destroyed after " + days + " days; accepted are 1 and more");
        }
        return new BackupResidence(Means.KEY_DESTRUCTION, Duration.ofDays(days));
    }

    /**
     * When no copy can be read any more.
     *
     * @param productionErasedAt when production was erased, or the key destroyed
     * @return the instant
     */
    public Instant unreadableAt(Instant productionErasedAt) {
        return productionErasedAt.plus(longest);
    }

    /**
     * Whether a promise about backups can be kept.
     *
     * @param promised within which time no copy may be readable, counted from the request
     * @param productionErasedAfter how long after the request production is erased at the latest
     * @return true if both times together are not longer than promised
     */
    public boolean fits(Duration promised, Duration productionErasedAfter) {
        return productionErasedAfter.plus(longest).compareTo(promised) <= 0;
    }

    /**
     * How late production may be erased so that a promise about backups is still kept.
     *
     * @param promised within which time no copy may be readable, counted from the request
     * @return the time after the request, or empty if the promise cannot be kept at all
     */
    public Optional<Duration> latestProductionErasure(Duration promised) {
        Duration left = promised.minus(longest);
        return left.isNegative() ? Optional.empty() : Optional.of(left);
    }
}
