/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.crypto;

import org.jspecify.annotations.NullMarked;
