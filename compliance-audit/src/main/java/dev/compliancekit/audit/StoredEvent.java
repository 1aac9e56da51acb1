package dev.compliancekit.audit;

import dev.compliancekit.core.AuditEvent;
import java.time.Instant;

/**
 * What an entry says.
 *
 * @param event what happened
 * @param place where the entry stands among those of its tenant
 * @param recordedAt when the log took it
 */
record StoredEvent(AuditEvent event, TenantHead place, Instant recordedAt) {}
