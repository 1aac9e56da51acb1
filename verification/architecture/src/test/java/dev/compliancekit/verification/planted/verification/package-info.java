/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.verification;

import org.jspecify.annotations.NullMarked;
