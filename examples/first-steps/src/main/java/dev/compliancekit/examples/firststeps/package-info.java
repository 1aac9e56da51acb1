/** A few lines a task, each a method that a test runs and that the README or a guide quotes between its two marks. */
@NullMarked
package dev.compliancekit.examples.firststeps;

import org.jspecify.annotations.NullMarked;
