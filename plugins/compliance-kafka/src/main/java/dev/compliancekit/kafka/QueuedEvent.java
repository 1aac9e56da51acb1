package dev.compliancekit.kafka;

import com.google.errorprone.annotations.Immutable;

/**
 * Where an event lies that was sent: durable, on its way to a log, and not in it yet.
 *
 * @param queue the topic and partition
 * @param offset the place in it, from 0
 */
@Immutable
public record QueuedEvent(EventQueue queue, long offset) {}
