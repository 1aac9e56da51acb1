/**
 * The vocabulary of ComplianceKit: whose data a record is ({@link dev.compliancekit.core.TenantId},
 * {@link dev.compliancekit.core.SubjectId}), what kind of record it is ({@link dev.compliancekit.core.Tag}), and the
 * two verbs that the other modules need of one another, {@link dev.compliancekit.core.Sealer seal} and
 * {@link dev.compliancekit.core.AuditSink append}. Start with {@link dev.compliancekit.core.TenantScope}.
 */
@NullMarked
package dev.compliancekit.core;

import org.jspecify.annotations.NullMarked;
