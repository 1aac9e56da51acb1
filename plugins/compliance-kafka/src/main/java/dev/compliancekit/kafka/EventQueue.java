package dev.compliancekit.kafka;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Actor;

/**
 * A partition of a topic, through which events come to one log.
 *
 * @param topic the topic's name, at most 100 characters
 * @param partition the partition's number, from 0
 */
@Immutable
public record EventQueue(String topic, int partition) {

    private static final int MAX_TOPIC = 100;

    /**
     * Checks the ranges.
     *
     * @param topic the topic's name, at most 100 characters
     * @param partition the partition's number, from 0
     * @throws IllegalArgumentException if Kafka would not accept the name, it is longer, or the number is negative
     */
    public EventQueue {
        Settings.requireTopic(topic);
        if (topic.length() > MAX_TOPIC) {
            throw new IllegalArgumentException(
                    "topic has " + topic.length() + " characters; accepted are at most " + MAX_TOPIC);
        }
        if (partition < 0) {
            throw new IllegalArgumentException("partition is " + partition + "; accepted is 0 or more");
        }
    }

    /** Who brings its events into the log; a program, so its name stays in clear in a log with sealing. */
    Actor sequencer() {
        return Actor.service("kafka/" + topic + "/" + partition);
    }
}
