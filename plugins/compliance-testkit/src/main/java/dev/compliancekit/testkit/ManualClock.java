package dev.compliancekit.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A clock that stands still until a test moves it, forwards or back. <em>Thread-safe.</em> */
public final class ManualClock implements InstantSource {

    private final Object lock = new Object();
    private Instant instant;

    private ManualClock(Instant instant) {
        this.instant = instant;
    }

    /**
     * A clock that shows the given instant.
     *
     * @param start what it shows first
     * @return the clock
     */
    public static ManualClock at(Instant start) {
        return new ManualClock(Objects.requireNonNull(start, "start"));
    }

    /**
     * A clock that shows the given instant.
     *
     * @param start what it shows first, as in ISO 8601, for example {@code 2026-03-01T00:00:00Z}
     * @return the clock
     * @throws java.time.format.DateTimeParseException if the text is no instant
     */
    public static ManualClock at(String start) {
        return at(Instant.parse(start));
    }

    /**
     * What the clock shows.
     *
     * @return the instant it was last moved to
     */
    @Override
    public Instant instant() {
        synchronized (lock) {
            return instant;
        }
    }

    /**
     * Moves the clock by a length of time.
     *
     * @param step how far; negative moves it back, as a clock that is set right does
     * @return what the clock shows now
     */
    public Instant advance(Duration step) {
        synchronized (lock) {
            instant = instant.plus(step);
            return instant;
        }
    }

    /**
     * Sets the clock.
     *
     * @param shown what it shows from now on, later or earlier than before
     */
    public void moveTo(Instant shown) {
        Objects.requireNonNull(shown, "shown");
        synchronized (lock) {
            instant = shown;
        }
    }

    /** The instant, for messages of failed tests. */
    @Override
    public String toString() {
        return "ManualClock[" + instant() + "]";
    }
}
