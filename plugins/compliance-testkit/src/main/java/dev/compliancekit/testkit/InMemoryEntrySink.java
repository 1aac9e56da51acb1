package dev.compliancekit.testkit;

import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A sink in memory, for tests. It is as durable as the process: never use it outside tests. <em>Thread-safe.</em> */
public final class InMemoryEntrySink implements EntrySink {

    private final Contents contents;
    private final FaultPlan faults;

    private InMemoryEntrySink(Contents contents, FaultPlan faults) {
        this.contents = contents;
        this.faults = Objects.requireNonNull(faults, "faults");
    }

    /**
     * An empty sink.
     *
     * @return the sink
     */
    public static InMemoryEntrySink create() {
        return new InMemoryEntrySink(new Contents(), FaultPlan.none());
    }

    /**
     * Another sink over the same entries, as after a restart.
     *
     * @return a sink without faults
     */
    public InMemoryEntrySink reopened() {
        return failing(FaultPlan.none());
    }

    /**
     * Another sink over the same entries, some calls of which fail before they do anything.
     *
     * @param plan asked once for each call
     * @return the sink
     */
    public InMemoryEntrySink failing(FaultPlan plan) {
        return new InMemoryEntrySink(contents, plan);
    }

    /**
     * What the sink holds of a log.
     *
     * @param origin the log's name
     * @return the entries in the order in which they were taken, unmodifiable
     */
    public List<ShippedEntry> entries(String origin) {
        synchronized (contents) {
            return List.copyOf(contents.of(origin).entries);
        }
    }

    /**
     * The newest checkpoint of a log that the sink took.
     *
     * @param origin the log's name
     * @return the checkpoint, or empty if there is none
     */
    public Optional<SignedCheckpoint> checkpoint(String origin) {
        synchronized (contents) {
            return contents.of(origin).checkpoints.stream().findFirst();
        }
    }

    @Override
    public SinkCursor cursor(String origin) {
        faults.call();
        synchronized (contents) {
            return contents.of(origin).cursor;
        }
    }

    @Override
    public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
        faults.call();
        SinkCursor after = from.after(entries);
        synchronized (contents) {
            Copy copy = contents.of(from.origin());
            if (copy.cursor.equals(from)) {
                copy.entries.addAll(entries);
                copy.cursor = after;
            }
            return copy.cursor;
        }
    }

    @Override
    public void takeCheckpoint(SignedCheckpoint checkpoint) {
        faults.call();
        synchronized (contents) {
            Copy copy = contents.of(checkpoint.unverified().origin());
            long size = checkpoint.unverified().treeSize();
            if (size > copy.cursor.nextIndex()) {
                throw new IllegalArgumentException("checkpoint covers " + size + " entries; accepted are at most "
                        + copy.cursor.nextIndex() + ", which the sink holds");
            }
            if (copy.checkpoints.stream().noneMatch(old -> old.unverified().treeSize() >= size)) {
                copy.checkpoints = List.of(checkpoint);
            }
        }
    }

    /** What outlives a restart; guarded by itself. */
    private static final class Contents {

        private final Map<String, Copy> copies = new HashMap<>();

        Copy of(String origin) {
            return copies.computeIfAbsent(origin, Copy::new);
        }
    }

    /** What is held of one log. */
    private static final class Copy {

        private final List<ShippedEntry> entries = new ArrayList<>();
        private SinkCursor cursor;
        private List<SignedCheckpoint> checkpoints = List.of();

        Copy(String origin) {
            this.cursor = SinkCursor.start(origin);
        }
    }
}
