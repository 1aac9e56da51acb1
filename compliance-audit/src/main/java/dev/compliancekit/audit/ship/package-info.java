/**
 * Copies of a log elsewhere: {@link dev.compliancekit.audit.ship.EntryShipper} hands what the log has published to an
 * {@link dev.compliancekit.audit.spi.EntrySink}, exactly once by index, and
 * {@link dev.compliancekit.audit.ship.CopyVerifier} compares such a copy with the log's checkpoint and tiles.
 */
@NullMarked
package dev.compliancekit.audit.ship;

import org.jspecify.annotations.NullMarked;
