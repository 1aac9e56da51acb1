package dev.compliancekit.audit.ship;

import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given, and fails when told to. */
class MemorySink implements EntrySink {

    private final List<ShippedEntry> entries = new ArrayList<>();
    private final List<SignedCheckpoint> checkpoints = new ArrayList<>();
    private SinkCursor cursor = SinkCursor.start(ShipScene.ORIGIN);
    private boolean down;
    private boolean breaksAfterTaking;
    private int calls;

    synchronized void goDown() {
        down = true;
    }

    synchronized void comeBack() {
        down = false;
    }

    /** The next batch is stored, and nobody is told. */
    synchronized void breakAfterTaking() {
        breaksAfterTaking = true;
    }

    synchronized void pretend(SinkCursor other) {
        cursor = other;
    }

    synchronized List<ShippedEntry> entries() {
        return List.copyOf(entries);
    }

    synchronized List<SignedCheckpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized SinkCursor cursor(String origin) {
        call();
        return cursor;
    }

    @Override
    public SinkCursor take(SinkCursor from, List<ShippedEntry> batch) {
        return store(from, batch);
    }

    private synchronized SinkCursor store(SinkCursor from, List<ShippedEntry> batch) {
        call();
        if (from.equals(cursor)) {
            cursor = from.after(batch);
            entries.addAll(batch);
        }
        if (breaksAfterTaking) {
            breaksAfterTaking = false;
            throw new SinkUnavailableException("the connection broke");
        }
        return cursor;
    }

    @Override
    public synchronized void takeCheckpoint(SignedCheckpoint checkpoint) {
        call();
        checkpoints.add(checkpoint);
    }

    private void call() {
        calls++;
        if (down) {
            throw new SinkUnavailableException("the sink is down");
        }
    }
}
