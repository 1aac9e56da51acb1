package dev.compliancekit.jdbc.due;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much is due and not done. <em>Immutable.</em> */
public final class Backlog {

    private final long due;
    private final @Nullable Instant oldest;
    private final Instant asOf;

    Backlog(long due, @Nullable Instant oldest, Instant asOf) {
        this.due = due;
        this.oldest = oldest;
        this.asOf = Objects.requireNonNull(asOf, "asOf");
    }

    /**
     * How many are due.
     *
     * @return the number, 0 or more; what a hold protects is counted
     */
    public long due() {
        return due;
    }

    /**
     * Since when the first of them is due.
     *
     * @return the instant, or empty if nothing is due
     */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    /**
     * How long the first of them has been due.
     *
     * @return zero if nothing is due
     */
    public Duration behind() {
        return oldest == null ? Duration.ZERO : Duration.between(oldest, asOf);
    }

    /** One line. */
    @Override
    public String toString() {
        return due + " due" + (oldest == null ? "" : ", the oldest since " + oldest);
    }
}
