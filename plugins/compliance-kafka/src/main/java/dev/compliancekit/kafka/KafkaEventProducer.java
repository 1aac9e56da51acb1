package dev.compliancekit.kafka;

import dev.compliancekit.core.AuditEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Sends events to the topic from which a {@link KafkaEventSequencer} takes them into a log. All events of a tenant go
 * to one partition, in their order.
 *
 * <p>This is no {@link dev.compliancekit.core.AuditSink}: when a call returns, the event is durable in the topic, on
 * every replica in sync, and has no index, no receipt and no proof yet; whether the log's rules accept it is not known
 * either. What the log refuses is told by an event of the operator. Give events an {@link AuditEvent#EVENT_ID}, so that
 * one that was sent twice is known as one. The events lie in the topic in clear.
 *
 * <p><em>Thread-safe.</em>
 */
public final class KafkaEventProducer implements AutoCloseable {

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    private KafkaEventProducer(String topic, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /**
     * Opens a producer.
     *
     * @param client settings of Kafka clients: {@code bootstrap.servers} and what the cluster asks for
     * @param topic where to; must be there
     * @return the producer, to be closed by the caller
     * @throws IllegalArgumentException if a setting is missing, or Kafka would not accept the name
     */
    public static KafkaEventProducer open(Map<String, String> client, String topic) {
        Settings.requireTopic(topic);
        return new KafkaEventProducer(topic, new Settings(client).producer());
    }

    /**
     * Sends one event, and waits until it is durable.
     *
     * @param event what happened
     * @return where it lies
     * @throws IllegalArgumentException if it takes more than 128 KiB as a message
     * @throws QueueUnavailableException if it could not be made durable, as far as is known
     */
    public QueuedEvent send(AuditEvent event) {
        return sendAll(List.of(event)).get(0);
    }

    /**
     * Sends several events, and waits until all are durable. If this throws, any of them may have been sent.
     *
     * @param events what happened, oldest first; nothing is sent if one is too long
     * @return where they lie, in the same order
     * @throws IllegalArgumentException if one takes more than 128 KiB as a message
     * @throws QueueUnavailableException if one could not be made durable, as far as is known
     */
    public List<QueuedEvent> sendAll(List<AuditEvent> events) {
        List<ProducerRecord<byte[], byte[]>> messages = events.stream()
                .map(event -> new ProducerRecord<>(
                        topic, EntryRecord.utf8(event.tenant().value()), EventMessage.write(event)))
                .toList();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
            for (ProducerRecord<byte[], byte[]> message : messages) {
                sent.add(producer.send(message));
            }
            List<QueuedEvent> queued = new ArrayList<>(sent.size());
            for (Future<RecordMetadata> each : sent) {
                RecordMetadata place = each.get();
                queued.add(new QueuedEvent(new EventQueue(topic, place.partition()), place.offset()));
            }
            return List.copyOf(queued);
        } catch (KafkaException | ExecutionException e) {
            throw new QueueUnavailableException("the event could not be sent: " + KafkaTrouble.sentence(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted while the event was being sent", e);
        }
    }

    /** Ends the connections. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
