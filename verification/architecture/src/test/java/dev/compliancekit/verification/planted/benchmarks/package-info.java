/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.benchmarks;

import org.jspecify.annotations.NullMarked;
