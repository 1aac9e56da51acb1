/**
 * What an application implements: {@link dev.compliancekit.retention.spi.ErasureTarget} for every store,
 * {@link dev.compliancekit.retention.spi.LegalHoldSource} for the register of legal holds, and
 * {@link dev.compliancekit.retention.spi.ActivityStore} for when accounts and sessions were last used.
 */
@NullMarked
package dev.compliancekit.retention.spi;

import org.jspecify.annotations.NullMarked;
