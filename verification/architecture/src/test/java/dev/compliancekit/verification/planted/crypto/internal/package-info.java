/** Planted faults. */
@NullMarked
package dev.compliancekit.verification.planted.crypto.internal;

import org.jspecify.annotations.NullMarked;
