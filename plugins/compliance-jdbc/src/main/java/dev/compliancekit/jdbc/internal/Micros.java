package dev.compliancekit.jdbc.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as whole microseconds since 1970, which every database compares exactly. <em>Thread-safe.</em> */
public final class Micros {

    private static final long SECOND = 1_000_000;
    private static final long NANOS = 1000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Micros() {}

    /**
     * Never later than the instant: for the instant that something is compared with.
     *
     * @param instant in the years 1 to 9999
     * @return microseconds
     * @throws IllegalArgumentException if it lies outside
     */
    public static long floor(Instant instant) {
        require(instant);
        return instant.getEpochSecond() * SECOND + instant.getNano() / NANOS;
    }

    /**
     * Never earlier than the instant: for the instant from which something may go.
     *
     * @param instant in the years 1 to 9999
     * @return microseconds
     * @throws IllegalArgumentException if it lies outside
     */
    public static long ceil(Instant instant) {
        long down = floor(instant);
        return toInstant(down).equals(instant) ? down : down + 1;
    }

    /**
     * The instant of a stored number.
     *
     * @param micros microseconds since 1970
     * @return the instant
     */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static void require(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "instant lies outside the calendar; accepted are instants in the years 1 to 9999");
        }
    }
}
