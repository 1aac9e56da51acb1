package dev.compliancekit.audit.ship;

import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.promise.Control;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a log has published to a sink: the stored bytes, each batch first proved to lie under the log's signed
 * checkpoint, exactly once by index. It reads the log's files like anybody else, also of a log that another process
 * writes, and shares nothing with those who append: a sink that fails or hangs only lags, by any time, and costs the
 * memory of one batch.
 *
 * <p>How far the sink is, the sink knows. Shippers may be stopped, killed, and started elsewhere; if two ship to one
 * sink, each entry still arrives once.
 *
 * <p><em>Thread-safe.</em> One thread ships at a time; nobody waits for it but another caller of {@link #ship}.
 */
public final class EntryShipper implements AutoCloseable {

    private final LogSource source;
    private final EntrySink sink;
    private final InstantSource clock;
    private final int batchEntries;
    private final Pace pace;
    private final @Nullable ScheduledExecutorService executor;
    private final ReentrantLock shipping = new ReentrantLock();

    private volatile @Nullable SinkCursor cursor;
    private volatile ShipStatus.@Nullable Trouble trouble;
    private volatile boolean halted;
    private volatile boolean paused;
    private volatile boolean closed;
    private volatile @Nullable Future<?> next;

    /** Whether the sink told where it stands since the last failure; guarded by the lock. */
    private boolean cursorIsSure;

    /** The size of the last checkpoint that the sink took from here; guarded by the lock. */
    private long checkpointShipped = -1;

    EntryShipper(
            LogSource source,
            EntrySink sink,
            InstantSource clock,
            int batchEntries,
            Pace pace,
            @Nullable ScheduledExecutorService executor) {
        this.source = source;
        this.sink = sink;
        this.clock = clock;
        this.batchEntries = batchEntries;
        this.pace = pace;
        this.executor = executor;
    }

    /**
     * Starts the settings of a shipper.
     *
     * @param directory the log's directory, in the tlog-tiles layout
     * @param log the log's public key, by which its checkpoint is verified
     * @param sink where to; stays the caller's
     * @param clock where the times of failures come from
     * @return a builder
     */
    public static EntryShipperBuilder builder(Path directory, VerifierKey log, EntrySink sink, InstantSource clock) {
        return new EntryShipperBuilder(new LogSource(directory, log), sink, clock);
    }

    /**
     * Ships one batch now, or the checkpoint if the sink holds all entries. Does nothing while the shipper is paused,
     * halted or closed. What fails is told by the status, not thrown.
     *
     * @return how the shipper stands then
     */
    public ShipStatus ship() {
        step();
        return status();
    }

    /** Whether there is more to do at once. */
    private boolean step() {
        shipping.lock();
        try {
            if (closed || paused || halted) {
                return false;
            }
            boolean more = shipNext();
            trouble = null;
            return more;
        } catch (LogTamperedException e) {
            halt(e.getMessage());
        } catch (ComplianceException e) {
            fail(e.getMessage());
        } catch (UncheckedIOException e) {
            fail("the log cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            // its words may be anything, so they are not repeated
            fail("shipping failed with " + e.getClass().getName());
        } finally {
            shipping.unlock();
        }
        return false;
    }

    private boolean shipNext() {
        SignedCheckpoint signed = source.published();
        Checkpoint published = signed.unverified();
        SinkCursor known = cursor;
        SinkCursor from = known == null || !cursorIsSure ? sink.cursor(source.origin()) : known;
        Optional<String> mismatch = source.mismatch(from, published);
        if (mismatch.isPresent()) {
            throw new LogTamperedException(mismatch.get());
        }
        cursor = from;
        cursorIsSure = true;
        if (from.nextIndex() == published.treeSize()) {
            shipCheckpoint(signed);
            return false;
        }
        List<ShippedEntry> batch = source.read(from, published, batchEntries);
        SinkCursor now = sink.take(from, batch);
        if (now.equals(from)) {
            throw new SinkUnavailableException("the sink took nothing and says that it stands where it stood");
        }
        cursor = now;
        return true;
    }

    private void shipCheckpoint(SignedCheckpoint signed) {
        long size = signed.unverified().treeSize();
        if (size != checkpointShipped) {
            sink.takeCheckpoint(signed);
            checkpointShipped = size;
        }
    }

    private void fail(@Nullable String problem) {
        // what the sink holds is asked again: the last batch may have arrived
        cursorIsSure = false;
        checkpointShipped = -1;
        trouble = ShipStatus.Trouble.after(trouble, String.valueOf(problem), clock.instant());
    }

    private void halt(@Nullable String problem) {
        fail(problem);
        halted = true;
    }

    void later(Duration delay) {
        ScheduledExecutorService worker = executor;
        if (worker == null || closed) {
            return;
        }
        try {
            next = worker.schedule(this::work, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // it is shut down: the caller ships, or nobody
        }
    }

    private void work() {
        boolean more = false;
        try {
            more = step();
        } finally {
            ShipStatus.Trouble now = trouble;
            later(now == null ? pace.pause(more) : pace.afterFailures(now.failures()));
        }
    }

    /** Ships nothing more until {@link #resume}. A batch that is under way still arrives. */
    public void pause() {
        paused = true;
    }

    /** Goes on after a {@link #pause}, or after what halted the shipper was looked at. */
    public void resume() {
        paused = false;
        halted = false;
    }

    /**
     * How the shipper stands. Reads the log's checkpoint, and the oldest entry that the sink lacks; never waits for the
     * sink.
     *
     * @return state, sizes, lag and problem
     */
    public ShipStatus status() {
        SinkCursor known = cursor;
        ShipStatus.Trouble told = trouble;
        long published = 0;
        Instant waitingSince = null;
        try {
            Checkpoint checkpoint = source.published().unverified();
            published = checkpoint.treeSize();
            if (known != null && known.nextIndex() < published) {
                waitingSince =
                        source.entry(known.nextIndex(), checkpoint).label().recordedAt();
            }
        } catch (RuntimeException e) {
            if (told == null) {
                told = ShipStatus.Trouble.after(null, "the log cannot be read: " + e.getMessage(), clock.instant());
            }
        }
        return new ShipStatus(
                state(told),
                published,
                known == null ? OptionalLong.empty() : OptionalLong.of(known.nextIndex()),
                waitingSince,
                told);
    }

    private ShipState state(ShipStatus.@Nullable Trouble told) {
        if (closed) {
            return ShipState.CLOSED;
        }
        if (halted) {
            return ShipState.HALTED;
        }
        if (paused) {
            return ShipState.PAUSED;
        }
        return told == null ? ShipState.WORKING : ShipState.RETRYING;
    }

    /**
     * The control that the sink holds every published entry that is older than a limit.
     *
     * @param limit how old an entry may become that the sink lacks; positive
     * @return kept, at risk while shipping fails, broken when an entry has waited longer or sink and log contradict
     *     each other, unproven while the sink has not told how far it is
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public Control lagsAtMost(Duration limit) {
        return new LagControl(this, limit);
    }

    String origin() {
        return source.origin();
    }

    /** Ships nothing more. A batch that is under way still arrives, and is not waited for; nor is the sink closed. */
    @Override
    public void close() {
        closed = true;
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
