package dev.compliancekit.retention.spi;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Since when something exists and when it was last used: an account since its creation, a session since its sign-in.
 *
 * @param key which account or session
 * @param startedAt since when, in whole milliseconds
 * @param lastActivityAt when it was last used, in whole milliseconds; {@code startedAt} if it never was
 */
@Immutable
public record Activity(ActivityKey key, Instant startedAt, Instant lastActivityAt) {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * Checks the instants.
     *
     * @param key which account or session
     * @param startedAt since when, in whole milliseconds
     * @param lastActivityAt when it was last used, in whole milliseconds; not before {@code startedAt}
     * @throws IllegalArgumentException if an instant is no whole millisecond of the years 1 to 9999 in UTC, or the last
     *     activity is before the start
     */
    public Activity {
        Objects.requireNonNull(key, "key");
        requireAccepted(startedAt);
        requireAccepted(lastActivityAt);
        if (lastActivityAt.isBefore(startedAt)) {
            throw new IllegalArgumentException(
                    "activity is before its start; accepted is an activity at or after the start");
        }
    }

    /**
     * What has just begun and was not used yet.
     *
     * @param key which account or session
     * @param startedAt since when, in whole milliseconds
     * @return the activity
     * @throws IllegalArgumentException if the instant is no whole millisecond of the years 1 to 9999 in UTC
     */
    public static Activity startedAt(ActivityKey key, Instant startedAt) {
        return new Activity(key, startedAt, startedAt);
    }

    /**
     * The same, used later. Never moves back.
     *
     * @param at when it was used, in whole milliseconds
     * @return the changed copy, or this if it was used later than that already
     * @throws IllegalArgumentException if the instant is no whole millisecond of the years 1 to 9999 in UTC
     */
    public Activity usedAt(Instant at) {
        return at.isAfter(lastActivityAt) ? new Activity(key, startedAt, at) : this;
    }

    private static void requireAccepted(Instant at) {
        if (at.isBefore(FIRST)
                || !at.isBefore(AFTER_LAST)
                || !at.truncatedTo(ChronoUnit.MILLIS).equals(at)) {
            throw new IllegalArgumentException(
                    "instant of an activity is not accepted; accepted are whole milliseconds of the years 1 to 9999");
        }
    }
}
