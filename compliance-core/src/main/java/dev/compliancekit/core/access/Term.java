package dev.compliancekit.core.access;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A limited time: from an instant, up to another which is no longer in it.
 *
 * @param from the first instant
 * @param toExclusive the first instant after it
 */
@Immutable
public record Term(Instant from, Instant toExclusive) {

    /**
     * Checks that it is not empty.
     *
     * @param from the first instant
     * @param toExclusive the first instant after it
     * @throws IllegalArgumentException if it does not end after it starts
     */
    public Term {
        Objects.requireNonNull(toExclusive, "toExclusive");
        if (!from.isBefore(toExclusive)) {
            throw new IllegalArgumentException("term ends at or before its start; accepted is an end after the start");
        }
    }

    /**
     * The term of a length.
     *
     * @param from the first instant
     * @param length how long it lasts, more than zero
     * @return the term
     * @throws IllegalArgumentException if the length is zero or negative
     */
    public static Term of(Instant from, Duration length) {
        return new Term(from, from.plus(length));
    }

    /**
     * Whether an instant is in it.
     *
     * @param instant the instant
     * @return true from {@link #from} on, false from {@link #toExclusive} on
     */
    public boolean contains(Instant instant) {
        return !isBeforeStart(instant) && !isOver(instant);
    }

    /**
     * How long it lasts.
     *
     * @return more than zero
     */
    public Duration length() {
        return Duration.between(from, toExclusive);
    }

    boolean isBeforeStart(Instant instant) {
        return instant.isBefore(from);
    }

    boolean isOver(Instant instant) {
        return !instant.isBefore(toExclusive);
    }
}
