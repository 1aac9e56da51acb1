package dev.compliancekit.audit.view;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import java.time.Instant;
import java.util.Objects;

/**
 * An event and where it stands, as a view shows it. <em>Immutable.</em>
 *
 * @param origin the log's name
 * @param sequence the entry's number among those of its tenant, from 0
 * @param leafHash the entry's leaf hash, 32 bytes
 * @param recordedAt when the log took it
 * @param event what happened
 */
public record ViewedEvent(String origin, long sequence, Bytes leafHash, Instant recordedAt, AuditEvent event) {

    /**
     * Checks that nothing is missing.
     *
     * @param origin the log's name
     * @param sequence the entry's number among those of its tenant, from 0
     * @param leafHash the entry's leaf hash
     * @param recordedAt when the log took it
     * @param event what happened
     * @throws IllegalArgumentException if the number is negative
     */
    public ViewedEvent {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(leafHash, "leafHash");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(event, "event");
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence is " + sequence + "; accepted is 0 or more");
        }
    }
}
