/**
 * What has to be erased, and by when: {@link dev.compliancekit.retention.AccountLifecycle} turns the events of an
 * account and the promises in force into {@link dev.compliancekit.retention.Obligation obligations}; a
 * {@link dev.compliancekit.retention.LegalHold} suspends them.
 */
@NullMarked
package dev.compliancekit.retention;

import org.jspecify.annotations.NullMarked;
