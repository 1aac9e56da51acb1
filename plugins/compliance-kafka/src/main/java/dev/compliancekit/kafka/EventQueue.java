package dev.compliancekit.kafka;

import com.google.errorprone.annotations.Immutable;

/**
 * A partition of a topic, through which events come to one log.
 *
 * @param topic the topic's name
 * @param partition the partition's number, from 0
 */
@Immutable
public record EventQueue(String topic, int partition) {

    /**
     * Checks the ranges.
     *
     * @param topic the topic's name
     * @param partition the partition's number, from 0
     * @throws IllegalArgumentException if Kafka would not accept the name, or the number is negative
     */
    public EventQueue {
        Settings.requireTopic(topic);
        if (partition < 0) {
            throw new IllegalArgumentException("partition is " + partition + "; accepted is 0 or more");
        }
    }

    /** How the log names it, and how far it is in it: the target of an event. */
    String target(long nextOffset) {
        return "kafka/" + topic + "/" + partition + "/" + nextOffset;
    }

    /** The offset in such a target; -1 if the target is of something else. */
    long nextOffset(String target) {
        String start = "kafka/" + topic + "/" + partition + "/";
        return target.startsWith(start) && target.substring(start.length()).matches("[0-9]{1,18}")
                ? Long.parseLong(target.substring(start.length()))
                : -1;
    }
}
