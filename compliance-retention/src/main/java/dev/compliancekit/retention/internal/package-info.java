/** Shared inside this module; nobody's API. */
@NullMarked
package dev.compliancekit.retention.internal;

import org.jspecify.annotations.NullMarked;
