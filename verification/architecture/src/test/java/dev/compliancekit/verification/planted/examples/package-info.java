/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.examples;

import org.jspecify.annotations.NullMarked;
