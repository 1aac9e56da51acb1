/**
 * Writing and reading a durable, tamper-evident audit log. Start from {@link dev.compliancekit.audit.AuditLog}, which
 * is the {@link dev.compliancekit.core.AuditSink}; {@link dev.compliancekit.audit.AuditVerifier} checks a log from its
 * stored bytes.
 */
@NullMarked
package dev.compliancekit.audit;

import org.jspecify.annotations.NullMarked;
