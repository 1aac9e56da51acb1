/**
 * From a key, a credential, an actor or a time window to the tenants and persons that an incident touches, the 72 hours
 * of its notification, and notices with receipts. Everything rests on the log: start from
 * {@link dev.compliancekit.audit.incident.IncidentDesk}; notices leave through a
 * {@link dev.compliancekit.audit.incident.NoticeChannel}.
 */
@NullMarked
package dev.compliancekit.audit.incident;

import org.jspecify.annotations.NullMarked;
