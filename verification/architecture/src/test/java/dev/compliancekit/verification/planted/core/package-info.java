/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.core;

import org.jspecify.annotations.NullMarked;
