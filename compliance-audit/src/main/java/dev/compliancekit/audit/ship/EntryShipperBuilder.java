package dev.compliancekit.audit.ship;

import dev.compliancekit.audit.spi.EntrySink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an {@link EntryShipper}. <em>Not thread-safe: confine to one thread.</em> */
public final class EntryShipperBuilder {

    private final LogSource source;
    private final EntrySink sink;
    private final InstantSource clock;
    private int batchEntries = 1024;
    private Pace pace = Pace.STANDARD;
    private @Nullable ScheduledExecutorService executor;

    EntryShipperBuilder(LogSource source, EntrySink sink, InstantSource clock) {
        this.source = source;
        this.sink = Objects.requireNonNull(sink, "sink");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Says how many entries a batch has at most; one of more than 4 MiB is cut before.
     *
     * @param entries 1 to 10,000; 1,024 if not said
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public EntryShipperBuilder batch(int entries) {
        if (entries < 1 || entries > 10_000) {
            throw new IllegalArgumentException("batch is " + entries + "; accepted are 1 to 10,000 entries");
        }
        this.batchEntries = entries;
        return this;
    }

    /**
     * Has the shipper work by itself. A sink that hangs keeps one thread of the executor: give it one that the log does
     * not need.
     *
     * @param executor stays the caller's: shut it down after the shipper was closed
     * @param every how often it looks for new entries when it holds them all; 1 ms to 1 day
     * @return this builder
     * @throws IllegalArgumentException if the duration is out of range
     */
    public EntryShipperBuilder executor(ScheduledExecutorService executor, Duration every) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.pace = pace.every(every);
        return this;
    }

    /**
     * Says how long a shipper that works by itself waits after failures: after the first one, then twice as long each
     * time.
     *
     * @param first 1 ms to 1 day; 200 ms if not said
     * @param longest not shorter, at most 1 day; 30 seconds if not said
     * @return this builder
     * @throws IllegalArgumentException if a duration is out of range
     */
    public EntryShipperBuilder retry(Duration first, Duration longest) {
        this.pace = pace.retry(first, longest);
        return this;
    }

    /**
     * The shipper, at work if it was given an executor.
     *
     * @return an open shipper
     */
    public EntryShipper open() {
        EntryShipper shipper = new EntryShipper(source, sink, clock, batchEntries, pace, executor);
        shipper.later(Duration.ZERO);
        return shipper;
    }
}
