/**
 * Contracts for what inactivity is built on: start with
 * {@link dev.compliancekit.testkit.inactivity.ActivityStoreContract}.
 */
@NullMarked
package dev.compliancekit.testkit.inactivity;

import org.jspecify.annotations.NullMarked;
