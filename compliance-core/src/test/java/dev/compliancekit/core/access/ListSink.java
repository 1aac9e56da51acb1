package dev.compliancekit.core.access;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.ComplianceException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** Keeps the events in a list, and can be told to fail. */
final class ListSink implements AuditSink {

    static final class SinkIsFull extends ComplianceException {

        @Serial
        private static final long serialVersionUID = 1L;

        SinkIsFull() {
            super("sink is full");
        }
    }

    private final List<AuditEvent> events = new ArrayList<>();
    private boolean isFull;

    @Override
    public synchronized AuditReceipt append(AuditEvent event) {
        if (isFull) {
            throw new SinkIsFull();
        }
        events.add(event);
        return new AuditReceipt("test", events.size() - 1, Bytes.copyOf(new byte[32]), events.size() - 1);
    }

    synchronized void fill() {
        isFull = true;
    }

    synchronized void empty() {
        isFull = false;
    }

    synchronized List<AuditEvent> events() {
        return List.copyOf(events);
    }

    synchronized AuditEvent last() {
        return events.get(events.size() - 1);
    }
}
