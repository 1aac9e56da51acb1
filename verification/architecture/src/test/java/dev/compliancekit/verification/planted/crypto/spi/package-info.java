/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.crypto.spi;

import org.jspecify.annotations.NullMarked;
