/**
 * Contracts and fakes for the tests of plugins and applications. An abstract {@code XContract} holds the promises of
 * the interface X as JUnit tests: extend it, hand it your implementation, and inherit every test. The fakes are full
 * implementations that keep everything in memory: {@link dev.compliancekit.testkit.ManualClock},
 * {@link dev.compliancekit.testkit.RecordingAuditSink}; a {@link dev.compliancekit.testkit.FaultPlan} makes them fail.
 */
@NullMarked
package dev.compliancekit.testkit;

import org.jspecify.annotations.NullMarked;
