/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.quickstart;

import org.jspecify.annotations.NullMarked;
