/** Leaving for Tink with one's keys, and coming from it: {@link dev.compliancekit.tink.TinkKeyset} does both. */
@NullMarked
package dev.compliancekit.tink;

import org.jspecify.annotations.NullMarked;
