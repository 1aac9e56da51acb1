/** What the packages of this module share. Not exported. */
@NullMarked
package dev.compliancekit.jdbc.internal;

import org.jspecify.annotations.NullMarked;
