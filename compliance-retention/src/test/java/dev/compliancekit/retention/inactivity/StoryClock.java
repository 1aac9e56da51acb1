package dev.compliancekit.retention.inactivity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that a test sets, back as well, beside a ticker that goes on with the time that really passes. */
final class StoryClock implements InstantSource, LongSupplier {

    private volatile Instant shown;
    private final AtomicLong nanos = new AtomicLong(-7);

    StoryClock(Instant begin) {
        shown = begin;
    }

    /** Time passes. */
    synchronized void pass(Duration time) {
        shown = shown.plus(time);
        nanos.addAndGet(time.toNanos());
    }

    /** Somebody sets the clock; no time passes. */
    void set(Instant at) {
        shown = at;
    }

    @Override
    public Instant instant() {
        return shown;
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
