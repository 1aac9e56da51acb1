package dev.compliancekit.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes audit events and answers with a receipt. compliance-audit implements it; crypto and retention, which do not
 * know audit, are handed one.
 *
 * <p>Implementations are thread-safe. An event is either durable when {@link #append} returns, or the call throws; no
 * event is ever dropped silently.
 */
@FunctionalInterface
public interface AuditSink {

    /**
     * Appends one event.
     *
     * @param event what happened
     * @return where the event stands in the log
     * @throws ComplianceException if the event could not be made durable
     */
    AuditReceipt append(AuditEvent event);

    /**
     * Appends several events in their order. If this throws, a prefix of them may have been appended.
     *
     * @param events what happened, oldest first; read once
     * @return a receipt for each, in the same order
     * @throws ComplianceException if an event could not be made durable
     */
    default List<AuditReceipt> appendAll(List<AuditEvent> events) {
        List<AuditReceipt> receipts = new ArrayList<>(events.size());
        for (AuditEvent event : events) {
            receipts.add(append(event));
        }
        return List.copyOf(receipts);
    }
}
