/**
 * Who may see what: {@link dev.compliancekit.core.access.AccessPolicy} decides, as a pure function, from a request, the
 * rules, the grants and an instant; {@link dev.compliancekit.core.access.AccessGuard} stands in front of the data, and
 * gives nothing before its audit event is durable; {@link dev.compliancekit.core.access.AccessTrail} shows afterwards,
 * from the audit events alone, that every access rested on a grant. Nothing is allowed by default.
 */
@NullMarked
package dev.compliancekit.core.access;

import org.jspecify.annotations.NullMarked;
