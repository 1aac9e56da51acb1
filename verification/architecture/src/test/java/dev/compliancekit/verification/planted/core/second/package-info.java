/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.core.second;

import org.jspecify.annotations.NullMarked;
