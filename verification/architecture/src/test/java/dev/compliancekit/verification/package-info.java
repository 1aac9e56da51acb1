/** The rules of the house, evaluated on what the build compiled, and tried on planted faults. */
@NullMarked
package dev.compliancekit.verification;

import org.jspecify.annotations.NullMarked;
