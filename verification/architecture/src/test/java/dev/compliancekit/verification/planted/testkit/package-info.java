/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.testkit;

import org.jspecify.annotations.NullMarked;
