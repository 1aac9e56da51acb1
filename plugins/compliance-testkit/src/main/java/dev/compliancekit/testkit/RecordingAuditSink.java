package dev.compliancekit.testkit;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An audit sink that keeps events in a list, for tests of what is written to the log. It is as durable as the process:
 * never use it outside tests. <em>Thread-safe.</em>
 */
public final class RecordingAuditSink implements AuditSink {

    private static final String ORIGIN = "testkit.example/recording";

    private final Object lock = new Object();
    private final FaultPlan faults;
    private final List<AuditEvent> events = new ArrayList<>();
    private final Map<TenantId, Long> appended = new HashMap<>();

    private RecordingAuditSink(FaultPlan faults) {
        this.faults = Objects.requireNonNull(faults, "faults");
    }

    /**
     * A sink that takes every event.
     *
     * @return an empty sink
     */
    public static RecordingAuditSink create() {
        return new RecordingAuditSink(FaultPlan.none());
    }

    /**
     * A sink that refuses some events. A refused event is not recorded.
     *
     * @param faults asked once for each append
     * @return an empty sink
     */
    public static RecordingAuditSink failing(FaultPlan faults) {
        return new RecordingAuditSink(faults);
    }

    @Override
    public AuditReceipt append(AuditEvent event) {
        Objects.requireNonNull(event, "event");
        synchronized (lock) {
            faults.call();
            long index = events.size();
            long sequence = appended.merge(event.tenant(), 1L, Long::sum) - 1;
            events.add(event);
            return new AuditReceipt(ORIGIN, index, leafHash(index, event), sequence);
        }
    }

    /**
     * Every event so far.
     *
     * @return a copy, oldest first
     */
    public List<AuditEvent> events() {
        synchronized (lock) {
            return List.copyOf(events);
        }
    }

    /**
     * The events of one tenant so far.
     *
     * @param tenant whose
     * @return a copy, oldest first
     */
    public List<AuditEvent> events(TenantId tenant) {
        return events().stream().filter(event -> event.tenant().equals(tenant)).toList();
    }

    /** The leaf prefix is that of RFC 9162 section 2.1.1; the entry is the event's text with its index. */
    private static Bytes leafHash(long index, AuditEvent event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0);
            digest.update((index + " " + event).getBytes(StandardCharsets.UTF_8));
            return Bytes.copyOf(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
