/** What the packages of this module share and nobody else sees: the checks of identifiers and texts. */
@NullMarked
package dev.compliancekit.core.internal;

import org.jspecify.annotations.NullMarked;
