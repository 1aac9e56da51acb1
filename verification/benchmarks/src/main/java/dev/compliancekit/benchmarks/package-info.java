/** JMH benchmarks, one class for each public operation. */
@NullMarked
package dev.compliancekit.benchmarks;

import org.jspecify.annotations.NullMarked;
