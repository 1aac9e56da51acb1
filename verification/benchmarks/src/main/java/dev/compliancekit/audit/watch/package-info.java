/** Runs that measure the watch: the series of NAB, simulated counts, cost of a step. */
@NullMarked
package dev.compliancekit.audit.watch;

import org.jspecify.annotations.NullMarked;
