/** Ten lines a module, each a method that a test runs and that the README quotes between its two marks. */
@NullMarked
package dev.compliancekit.examples.firststeps;

import org.jspecify.annotations.NullMarked;
