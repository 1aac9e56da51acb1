/**
 * What an application implements: {@link dev.compliancekit.retention.spi.ErasureTarget} for every store, and
 * {@link dev.compliancekit.retention.spi.LegalHoldSource} for the register of legal holds.
 */
@NullMarked
package dev.compliancekit.retention.spi;

import org.jspecify.annotations.NullMarked;
