/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.retention;

import org.jspecify.annotations.NullMarked;
