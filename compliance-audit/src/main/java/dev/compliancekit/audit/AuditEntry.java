package dev.compliancekit.audit;

import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Bytes;
import java.time.Instant;
import java.util.Objects;

/**
 * An event as it stands in the log. <em>Immutable.</em>
 *
 * @param index the entry's index in the log, from 0
 * @param leafHash the entry's leaf hash (RFC 9162 section 2.1.1), 32 bytes
 * @param tenantSequence the entry's number among those of its tenant, from 0, without gaps
 * @param recordedAt when the log took it, by the log's clock
 * @param event what happened
 */
public record AuditEntry(long index, Bytes leafHash, long tenantSequence, Instant recordedAt, AuditEvent event) {

    /**
     * Checks that nothing is missing.
     *
     * @param index the entry's index in the log, from 0
     * @param leafHash the entry's leaf hash, 32 bytes
     * @param tenantSequence the entry's number among those of its tenant, from 0
     * @param recordedAt when the log took it
     * @param event what happened
     * @throws IllegalArgumentException if a number is negative
     */
    public AuditEntry {
        Objects.requireNonNull(leafHash, "leafHash");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(event, "event");
        if (index < 0 || tenantSequence < 0) {
            throw new IllegalArgumentException("index and tenantSequence start at 0");
        }
    }
}
