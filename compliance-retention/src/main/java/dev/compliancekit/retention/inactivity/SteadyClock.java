package dev.compliancekit.retention.inactivity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A clock that never goes back. When the clock behind it is put back, time goes on at the pace of a ticker, so that
 * nothing that was over is not over any more, and nothing lives longer than it should. What a clock that is being
 * corrected lags behind the ticker, at most 1/2,000 and 10 milliseconds, is left as it is. Shows whole milliseconds.
 * Remembers nothing beyond the process. <em>Thread-safe.</em>
 */
public final class SteadyClock implements InstantSource {

    /** NTP corrects a clock by at most 500 parts in a million (RFC 5905 section 11.3) unless it sets it. */
    private static final long MAX_SLEW = 2_000;

    private static final long JITTER_MILLIS = 10;

    private record Shown(long millis, long nanos) {}

    private final InstantSource clock;
    private final LongSupplier ticker;
    private volatile Shown latest;

    private SteadyClock(InstantSource clock, LongSupplier ticker) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        this.latest = new Shown(clock.millis(), ticker.getAsLong());
    }

    /**
     * A clock over another.
     *
     * @param clock the time, which may be put back
     * @param ticker nanoseconds from an arbitrary beginning, never going back: {@code System::nanoTime}
     * @return the clock
     */
    public static SteadyClock of(InstantSource clock, LongSupplier ticker) {
        return new SteadyClock(clock, ticker);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        long read = clock.millis();
        return read == latest.millis ? read : advance();
    }

    private synchronized long advance() {
        latest = next(latest, clock.millis(), ticker.getAsLong());
        return latest.millis;
    }

    /** What is less than a millisecond is kept for the next time. */
    private static Shown next(Shown last, long read, long ticked) {
        long passed = Math.max(0, TimeUnit.NANOSECONDS.toMillis(ticked - last.nanos));
        long lag = last.millis + passed - read;
        return read > last.millis && lag <= JITTER_MILLIS + passed / MAX_SLEW
                ? new Shown(read, ticked)
                : new Shown(last.millis + passed, last.nanos + TimeUnit.MILLISECONDS.toNanos(passed));
    }
}
