package dev.compliancekit.kafka;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the events of one partition into a log, in their order, each exactly once: with every batch it appends an event
 * of the operator, {@code queue-sequenced}, that names the next offset. Both are one write to the log, so after any
 * crash the log itself says where to go on; no offset is committed to Kafka. One sequencer for each partition; a log
 * may have several. The log's queue must have room for more events than a batch holds.
 *
 * <p>An event that the log refuses is not lost without a word: {@code queue-refused}, an event of the operator, says
 * where it lies and why.
 *
 * <p><em>Not thread-safe: confine to one thread.</em>
 */
public final class KafkaEventSequencer implements AutoCloseable {

    private static final Action REFUSED = new Action("queue-refused");
    private static final int BATCH_EVENTS = 256;
    private static final int BATCH_BYTES = 1 << 20;

    private final EventQueue queue;
    private final AuditLog log;
    private final Path directory;
    private final TenantId operator;
    private final InstantSource clock;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private boolean isPositioned;

    private KafkaEventSequencer(Builder builder, Consumer<byte[], byte[]> consumer) {
        this.queue = builder.queue;
        this.log = builder.log;
        this.directory = builder.directory;
        this.operator = builder.operator;
        this.clock = builder.clock;
        this.consumer = consumer;
        this.partition = new TopicPartition(queue.topic(), queue.partition());
    }

    /**
     * Starts the settings of a sequencer.
     *
     * @param queue where the events come from
     * @param log where they go
     * @param directory the log's directory
     * @param clock where the times of the operator's events come from
     * @return a builder
     */
    public static Builder builder(EventQueue queue, AuditLog log, Path directory, InstantSource clock) {
        return new Builder(queue, log, directory, clock);
    }

    /** Collects the settings of a {@link KafkaEventSequencer}. <em>Not thread-safe: confine to one thread.</em> */
    public static final class Builder {

        private final EventQueue queue;
        private final AuditLog log;
        private final Path directory;
        private final InstantSource clock;
        private TenantId operator = new TenantId("operator");

        private Builder(EventQueue queue, AuditLog log, Path directory, InstantSource clock) {
            this.queue = Objects.requireNonNull(queue, "queue");
            this.log = Objects.requireNonNull(log, "log");
            this.directory = Objects.requireNonNull(directory, "directory");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * Says under which tenant the sequencer writes its own events; never change it for a log.
         *
         * @param tenant a code that no client has; {@code operator} if not said
         * @return this builder
         */
        public Builder operator(TenantId tenant) {
            this.operator = Objects.requireNonNull(tenant, "tenant");
            return this;
        }

        /**
         * Opens the sequencer.
         *
         * @param client settings of Kafka clients: {@code bootstrap.servers} and what the cluster asks for
         * @return the sequencer, to be closed by the caller; nothing is read yet
         * @throws IllegalArgumentException if a setting is missing
         */
        public KafkaEventSequencer open(Map<String, String> client) {
            return new KafkaEventSequencer(this, new Settings(client).consumer("read_committed"));
        }
    }

    /**
     * Waits for events, and appends what there is. Call it again and again.
     *
     * @param wait how long to wait for the first event at most, not negative
     * @return how many messages of the queue were taken, 0 or more
     * @throws QueueUnavailableException if the queue cannot be read, or holds no longer what comes next; calling again
     *     is safe
     * @throws dev.compliancekit.audit.AuditStoreException if the log cannot be written; calling again is safe
     * @throws dev.compliancekit.audit.AuditQueueFullException if the log has no room and fails closed; calling again is
     *     safe
     * @throws IllegalStateException if the log is closed
     */
    public int takeNext(Duration wait) {
        boolean done = false;
        try {
            if (!isPositioned) {
                position();
            }
            int taken = takeAll(consumer.poll(wait).records(partition));
            done = true;
            return taken;
        } catch (OffsetOutOfRangeException e) {
            throw new QueueUnavailableException(
                    "the queue no longer holds the messages that come next in the log, or was made anew", e);
        } catch (KafkaException e) {
            throw new QueueUnavailableException("the queue cannot be read: " + KafkaTrouble.sentence(e), e);
        } finally {
            // what of a failed batch is in the log is found in the log
            isPositioned = done;
        }
    }

    private int takeAll(List<ConsumerRecord<byte[], byte[]>> messages) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        int bytes = 0;
        for (ConsumerRecord<byte[], byte[]> each : messages) {
            int size = Math.max(0, each.serializedValueSize());
            if (batch.size() == BATCH_EVENTS || (!batch.isEmpty() && bytes + size > BATCH_BYTES)) {
                append(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(each);
            bytes += size;
        }
        append(batch);
        return messages.size();
    }

    private void position() {
        log.checkpoint();
        long next = SequencedMark.nextOffset(directory, operator, queue);
        consumer.assign(List.of(partition));
        if (next < 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, next);
        }
        isPositioned = true;
    }

    private void append(List<ConsumerRecord<byte[], byte[]>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<AuditEvent> events = new ArrayList<>(batch.size() + 1);
            for (ConsumerRecord<byte[], byte[]> each : batch) {
                events.add(event(each));
            }
            events.add(mark(batch));
            log.appendAll(events);
        } catch (IllegalArgumentException e) {
            // nothing was appended; which one is refused is found one by one
            for (ConsumerRecord<byte[], byte[]> each : batch) {
                appendOne(each);
            }
        }
    }

    private void appendOne(ConsumerRecord<byte[], byte[]> message) {
        AuditEvent mark = mark(List.of(message));
        try {
            log.appendAll(List.of(event(message), mark));
        } catch (IllegalArgumentException e) {
            log.appendAll(List.of(refusal(message, e), mark));
        }
    }

    private static AuditEvent event(ConsumerRecord<byte[], byte[]> message) {
        return EventMessage.read(message.value() == null ? new byte[0] : message.value());
    }

    private AuditEvent mark(List<ConsumerRecord<byte[], byte[]>> batch) {
        long next = batch.get(batch.size() - 1).offset() + 1;
        return AuditEvent.builder(operator, queue.sequencer(), SequencedMark.ACTION, Outcome.SUCCESS, clock.instant())
                .target("log")
                .attribute("messages", Integer.toString(batch.size()))
                .attribute(SequencedMark.NEXT_OFFSET, Long.toString(next))
                .build();
    }

    /** Messages of this library about what was refused never repeat it. */
    private AuditEvent refusal(ConsumerRecord<byte[], byte[]> message, IllegalArgumentException why) {
        return AuditEvent.builder(operator, queue.sequencer(), REFUSED, Outcome.FAILURE, clock.instant())
                .target("message/" + message.offset())
                .attribute(AuditEvent.REASON, String.valueOf(why.getMessage()))
                .build();
    }

    /** Ends the connection. The log stays open. */
    @Override
    public void close() {
        consumer.close();
    }
}
