/**
 * Watches the log while it is written: spikes, dips and silence of what a tenant does, values out of the ordinary,
 * bursts of failed sign-ins, new devices and addresses, sign-ins after expiry. Start from
 * {@link dev.compliancekit.audit.watch.AuditWatch}; alerts leave through an
 * {@link dev.compliancekit.audit.watch.AlertChannel} and are events themselves;
 * {@link dev.compliancekit.audit.watch.WatchControls} answers promises about them.
 */
@NullMarked
package dev.compliancekit.audit.watch;

import org.jspecify.annotations.NullMarked;
