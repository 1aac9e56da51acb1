package dev.compliancekit.retention.backup;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
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
