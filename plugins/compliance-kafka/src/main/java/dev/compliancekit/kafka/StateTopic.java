package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the topic of cursors and checkpoints says of one log.
 *
 * @param cursor how far the entries are in their topic
 * @param checkpoint the newest one, if there is one
 */
record StateTopic(SinkCursor cursor, Optional<SignedCheckpoint> checkpoint) {

    private static final String CURSOR = "cursor/";
    private static final String CHECKPOINT = "checkpoint/";

    static ProducerRecord<byte[], byte[]> record(String topic, SinkCursor cursor) {
        return new ProducerRecord<>(
                topic,
                EntryRecord.utf8(CURSOR + cursor.origin()),
                EntryRecord.utf8(
                        cursor.nextIndex() + " " + cursor.lastLeafHash().hex()));
    }

    static ProducerRecord<byte[], byte[]> record(String topic, SignedCheckpoint checkpoint) {
        return new ProducerRecord<>(
                topic,
                EntryRecord.utf8(CHECKPOINT + checkpoint.unverified().origin()),
                EntryRecord.utf8(checkpoint.text()));
    }

    /**
     * Reads all that was committed before now. Transactions of other logs may be open in front of it; they end within
     * the time of a transaction, and are waited for.
     *
     * @throws SinkUnavailableException if they do not end in time, or the topic says something else
     */
    static StateTopic read(Settings settings, String topic, String origin, InstantSource clock) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Optional<SinkCursor> cursor = Optional.empty();
        Optional<SignedCheckpoint> checkpoint = Optional.empty();
        try (Consumer<byte[], byte[]> ahead = settings.consumer("read_uncommitted");
                Consumer<byte[], byte[]> consumer = settings.consumer("read_committed")) {
            long end = ahead.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Instant limit = clock.instant().plus(Settings.limit());
            while (consumer.position(partition) < end) {
                if (clock.instant().isAfter(limit)) {
                    throw new SinkUnavailableException(
                            "the topic of cursors has open transactions that do not end; try again later");
                }
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    String key = each.key() == null ? "" : EntryRecord.utf8(each.key());
                    if (key.equals(CURSOR + origin)) {
                        cursor = Optional.of(cursor(origin, each.value()));
                    } else if (key.equals(CHECKPOINT + origin)) {
                        checkpoint = Optional.of(checkpoint(each.value()));
                    }
                }
            }
        }
        return new StateTopic(cursor.orElse(SinkCursor.start(origin)), checkpoint);
    }

    private static SinkCursor cursor(String origin, byte @Nullable [] value) {
        String[] parts = value == null ? new String[0] : EntryRecord.utf8(value).split(" ", -1);
        try {
            if (parts.length == 2) {
                return new SinkCursor(origin, Long.parseLong(parts[0]), Bytes.parseHex(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw new SinkUnavailableException("the cursor in the topic of cursors is malformed", e);
        }
        throw new SinkUnavailableException("the cursor in the topic of cursors is malformed");
    }

    private static SignedCheckpoint checkpoint(byte @Nullable [] value) {
        try {
            return SignedCheckpoint.parse(value == null ? "" : EntryRecord.utf8(value));
        } catch (IllegalArgumentException e) {
            throw new SinkUnavailableException("the checkpoint in the topic of cursors is malformed", e);
        }
    }
}
