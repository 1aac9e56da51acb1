/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.core.util;

import org.jspecify.annotations.NullMarked;
