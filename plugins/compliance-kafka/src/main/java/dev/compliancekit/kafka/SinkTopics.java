package dev.compliancekit.kafka;

import com.google.errorprone.annotations.Immutable;

/**
 * The two topics of a {@link KafkaEntrySink}; {@code docs/formats/audit-topics.md} says what is in them.
 *
 * @param entries where the entries go, by tenant, in any number of partitions; old ones are deleted, never compacted
 * @param state where cursors and checkpoints go, by log; one partition, compacted
 */
@Immutable
public record SinkTopics(String entries, String state) {

    /**
     * Checks the names.
     *
     * @param entries where the entries go
     * @param state where cursors and checkpoints go
     * @throws IllegalArgumentException if they are the same, or Kafka would not accept one
     */
    public SinkTopics {
        Settings.requireTopic(entries);
        Settings.requireTopic(state);
        if (entries.equals(state)) {
            throw new IllegalArgumentException("entries and state are one topic; accepted are two");
        }
    }
}
