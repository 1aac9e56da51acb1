/**
 * What others implement: {@link dev.compliancekit.audit.spi.Witness}, somebody outside who keeps an eye on the log's
 * growth, {@link dev.compliancekit.audit.spi.EntrySink}, which holds a copy of the log elsewhere, and
 * {@link dev.compliancekit.audit.spi.DeviceTypes}, which reads user agents.
 */
@NullMarked
package dev.compliancekit.audit.spi;

import org.jspecify.annotations.NullMarked;
