package dev.compliancekit.audit.ship;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a shipper stands: what it does, how far behind the log the sink is, and what went wrong. <em>Immutable.</em> */
public final class ShipStatus {

    private final ShipState state;
    private final long published;
    private final OptionalLong shipped;
    private final @Nullable Instant waitingSince;
    private final @Nullable Trouble trouble;

    ShipStatus(
            ShipState state,
            long published,
            OptionalLong shipped,
            @Nullable Instant waitingSince,
            @Nullable Trouble trouble) {
        this.state = state;
        this.published = published;
        this.shipped = shipped;
        this.waitingSince = waitingSince;
        this.trouble = trouble;
    }

    /**
     * What goes wrong since when.
     *
     * @param problem one sentence
     * @param since when the first of the failures in a row was
     * @param failures how many there were in a row, at least 1
     */
    record Trouble(String problem, Instant since, long failures) {

        static Trouble after(@Nullable Trouble before, String problem, Instant now) {
            return before == null
                    ? new Trouble(problem, now, 1)
                    : new Trouble(problem, before.since(), before.failures() + 1);
        }
    }

    /**
     * What the shipper is doing.
     *
     * @return the state
     */
    public ShipState state() {
        return state;
    }

    /**
     * How many entries the log's checkpoint covers.
     *
     * @return the number, from 0
     */
    public long published() {
        return published;
    }

    /**
     * How many entries the sink holds, as far as the shipper knows.
     *
     * @return the number, from 0; empty if the sink has not told yet
     */
    public OptionalLong shipped() {
        return shipped;
    }

    /**
     * How many entries the sink lacks of what the log has published.
     *
     * @return the number, from 0; empty if the sink has not told yet
     */
    public OptionalLong lag() {
        return shipped.isEmpty() ? shipped : OptionalLong.of(Math.max(0, published - shipped.getAsLong()));
    }

    /**
     * When the oldest of the entries that the sink lacks was recorded.
     *
     * @return the time; empty if the sink lacks none, or has not told yet
     */
    public Optional<Instant> waitingSince() {
        return Optional.ofNullable(waitingSince);
    }

    /**
     * For how long the oldest of the entries that the sink lacks has been waiting.
     *
     * @param asOf an instant
     * @return zero if the sink lacks none, or has not told yet
     */
    public Duration lag(Instant asOf) {
        Objects.requireNonNull(asOf, "asOf");
        return waitingSince == null || waitingSince.isAfter(asOf)
                ? Duration.ZERO
                : Duration.between(waitingSince, asOf);
    }

    /**
     * What goes wrong.
     *
     * @return one sentence; empty if the last attempt went well
     */
    public Optional<String> problem() {
        return Optional.ofNullable(trouble).map(Trouble::problem);
    }

    /**
     * Since when every attempt has failed.
     *
     * @return the time of the first failure; empty if the last attempt went well
     */
    public Optional<Instant> problemSince() {
        return Optional.ofNullable(trouble).map(Trouble::since);
    }

    /**
     * How many attempts in a row have failed.
     *
     * @return the number, from 0
     */
    public long failures() {
        return trouble == null ? 0 : trouble.failures();
    }

    /** State, sizes and problem in one line. */
    @Override
    public String toString() {
        return state + ", " + (shipped.isPresent() ? shipped.getAsLong() : "unknown") + " of " + published
                + " entries shipped" + problem().map(text -> ": " + text).orElse("");
    }
}
