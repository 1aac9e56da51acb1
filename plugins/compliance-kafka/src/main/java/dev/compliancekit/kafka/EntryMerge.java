package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.SinkUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The records of one log from all partitions by index, a few of each in memory. <em>Not thread-safe.</em> */
final class EntryMerge {

    private final Consumer<byte[], byte[]> consumer;
    private final String origin;
    private final InstantSource clock;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<EntryRecord>> waiting = new HashMap<>();
    private Instant limit;

    /**
     * From the beginning of each partition.
     *
     * @param consumer used by nobody else
     * @param ends up to where, by partition
     */
    EntryMerge(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, String origin, InstantSource clock) {
        this.consumer = consumer;
        this.origin = origin;
        this.clock = clock;
        this.ends = ends;
        this.limit = clock.instant().plus(Settings.limit());
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        ends.keySet().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    /**
     * The next one, or none if all were shown.
     *
     * @throws SinkUnavailableException if nothing comes for too long
     */
    Optional<EntryRecord> next() {
        while (ends.keySet().stream().anyMatch(this::mustBeRead)) {
            fill();
        }
        Optional<Deque<EntryRecord>> lowest = waiting.values().stream()
                .filter(each -> !each.isEmpty())
                .min((a, b) -> Long.compare(a.element().index(), b.element().index()));
        return lowest.map(Deque::remove);
    }

    private boolean mustBeRead(TopicPartition partition) {
        return at(waiting, partition).isEmpty() && consumer.position(partition) < at(ends, partition);
    }

    private void fill() {
        consumer.resume(consumer.paused());
        consumer.pause(ends.keySet().stream()
                .filter(partition -> !mustBeRead(partition))
                .toList());
        Iterable<ConsumerRecord<byte[], byte[]>> found = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<byte[], byte[]> each : found) {
            EntryRecord entry = EntryRecord.read(each);
            if (entry.origin().equals(origin)) {
                at(waiting, new TopicPartition(each.topic(), each.partition())).add(entry);
            }
            limit = clock.instant().plus(Settings.limit());
        }
        if (clock.instant().isAfter(limit)) {
            throw new SinkUnavailableException(
                    "the topic of entries has open transactions that do not end; try again later");
        }
    }

    private static <T> T at(Map<TopicPartition, T> map, TopicPartition partition) {
        T value = map.get(partition);
        if (value == null) {
            throw new IllegalArgumentException("partition " + partition.partition() + " is not read here");
        }
        return value;
    }
}
