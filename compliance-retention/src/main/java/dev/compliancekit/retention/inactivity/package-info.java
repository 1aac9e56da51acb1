/**
 * Accounts and sessions that expire for lack of activity: start with
 * {@link dev.compliancekit.retention.inactivity.InactivityPolicy} for accounts and
 * {@link dev.compliancekit.retention.inactivity.IdleTimeout} for sessions.
 */
@NullMarked
package dev.compliancekit.retention.inactivity;

import org.jspecify.annotations.NullMarked;
