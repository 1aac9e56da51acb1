/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.starter;

import org.jspecify.annotations.NullMarked;
