package dev.compliancekit.crypto.key;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.ComplianceException;
import java.util.ArrayList;
import java.util.List;

/** Keeps events in memory, and can be told to refuse them. */
final class AuditTrail implements AuditSink {

    private final List<AuditEvent> events = new ArrayList<>();
    private boolean full;

    static final class Full extends ComplianceException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("the audit log is full");
        }
    }

    @Override
    public synchronized AuditReceipt append(AuditEvent event) {
        if (full) {
            throw new Full();
        }
        events.add(event);
        return new AuditReceipt("test", events.size() - 1L, Bytes.copyOf(new byte[32]), events.size() - 1L);
    }

    synchronized void setFull(boolean isFull) {
        full = isFull;
    }

    synchronized List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** Action and outcome of each event. */
    synchronized List<String> story() {
        return events.stream()
                .map(event -> event.action() + " " + event.outcome().code())
                .toList();
    }
}
