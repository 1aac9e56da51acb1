/**
 * Erasure that can be proved. {@link dev.compliancekit.retention.erasure.ErasureRun} executes the orders that are due,
 * reads every store back and certifies; the {@link dev.compliancekit.retention.erasure.ErasureLedger} keeps a restored
 * backup from bringing anything back.
 */
@NullMarked
package dev.compliancekit.retention.erasure;

import org.jspecify.annotations.NullMarked;
