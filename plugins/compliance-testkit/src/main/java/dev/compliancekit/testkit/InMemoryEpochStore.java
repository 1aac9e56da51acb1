package dev.compliancekit.testkit;

import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.ShreddedKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An epoch store in memory, for tests. It is as durable as the process: never use it outside tests.
 * <em>Thread-safe.</em>
 */
public final class InMemoryEpochStore implements EpochStore {

    private final Contents contents;
    private final FaultPlan faults;
    private volatile boolean closed;

    private InMemoryEpochStore(Contents contents, FaultPlan faults) {
        this.contents = contents;
        this.faults = Objects.requireNonNull(faults, "faults");
    }

    /**
     * An empty store.
     *
     * @return an open store
     */
    public static InMemoryEpochStore create() {
        return new InMemoryEpochStore(new Contents(), FaultPlan.none());
    }

    /**
     * Another store over the same epochs, as after a restart; this one may be closed.
     *
     * @return an open store without faults
     */
    public InMemoryEpochStore reopened() {
        return failing(FaultPlan.none());
    }

    /**
     * Another store over the same epochs, some calls of which fail before they do anything.
     *
     * @param plan asked once for each call
     * @return an open store
     */
    public InMemoryEpochStore failing(FaultPlan plan) {
        return new InMemoryEpochStore(contents, plan);
    }

    @Override
    public List<EpochRecord> list() {
        begin();
        synchronized (contents) {
            return List.copyOf(contents.epochs);
        }
    }

    @Override
    public EpochRecord createIfAbsent(EpochRecord.Active candidate) {
        begin();
        synchronized (contents) {
            int next = contents.epochs.size() + 1;
            if (candidate.number() > next) {
                throw new IllegalArgumentException("the number leaves a gap; accepted is " + next);
            }
            if (candidate.number() == next) {
                contents.epochs.add(candidate);
            }
            return contents.epochs.get(candidate.number() - 1);
        }
    }

    @Override
    public EpochRecord.Destroyed destroy(EpochRecord.Destroyed tombstone) {
        begin();
        synchronized (contents) {
            if (tombstone.number() >= contents.epochs.size()
                    || !contents.epochs.get(tombstone.number() - 1).startedAt().equals(tombstone.startedAt())) {
                throw new IllegalArgumentException(
                        "there is no such epoch, or it is the newest; accepted is one that ended");
            }
            if (contents.epochs.get(tombstone.number() - 1) instanceof EpochRecord.Destroyed first) {
                return first;
            }
            contents.epochs.set(tombstone.number() - 1, tombstone);
            contents.unreported.add(tombstone.number());
            return tombstone;
        }
    }

    @Override
    public List<EpochRecord.Destroyed> unreported() {
        begin();
        synchronized (contents) {
            return contents.unreported.stream()
                    .map(number -> (EpochRecord.Destroyed) contents.epochs.get(number - 1))
                    .toList();
        }
    }

    @Override
    public void markReported(int number) {
        begin();
        synchronized (contents) {
            contents.unreported.remove(number);
        }
    }

    @Override
    public void remember(ShreddedKey key) {
        begin();
        synchronized (contents) {
            contents.shredded.putIfAbsent(key.tombstone().metadata().address(), key);
        }
    }

    /** All that were ever remembered. */
    @Override
    public List<ShreddedKey> remembered() {
        begin();
        synchronized (contents) {
            return List.copyOf(contents.shredded.values());
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void begin() {
        if (closed) {
            throw new IllegalStateException("this epoch store was closed");
        }
        faults.call();
    }

    /** What outlives a close; guarded by itself. */
    private static final class Contents {

        private final List<EpochRecord> epochs = new ArrayList<>();
        private final SortedSet<Integer> unreported = new TreeSet<>();
        private final Map<KeyAddress, ShreddedKey> shredded = new LinkedHashMap<>();
    }
}
