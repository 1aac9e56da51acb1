/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.audit;

import org.jspecify.annotations.NullMarked;
