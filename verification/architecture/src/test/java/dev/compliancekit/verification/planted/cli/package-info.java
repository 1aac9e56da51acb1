/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.cli;

import org.jspecify.annotations.NullMarked;
