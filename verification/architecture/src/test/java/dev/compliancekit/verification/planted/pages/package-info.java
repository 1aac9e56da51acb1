/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.pages;

import org.jspecify.annotations.NullMarked;
