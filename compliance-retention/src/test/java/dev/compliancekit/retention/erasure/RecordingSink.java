package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Keeps events in a list. */
final class RecordingSink implements AuditSink {

    final List<AuditEvent> events = new ArrayList<>();

    @Override
    public AuditReceipt append(AuditEvent event) {
        events.add(event);
        return new AuditReceipt("test", events.size() - 1L, Bytes.copyOf(new byte[32]), events.size() - 1L);
    }
}
