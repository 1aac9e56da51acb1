/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.core.first;

import org.jspecify.annotations.NullMarked;
