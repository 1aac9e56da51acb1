/**
 * Audit logs and Kafka, in both directions: {@link dev.compliancekit.kafka.KafkaEntrySink} keeps a copy of logs in a
 * topic; {@link dev.compliancekit.kafka.KafkaEventProducer} and {@link dev.compliancekit.kafka.KafkaEventSequencer}
 * bring the events of many nodes into one log.
 */
@NullMarked
package dev.compliancekit.kafka;

import org.jspecify.annotations.NullMarked;
