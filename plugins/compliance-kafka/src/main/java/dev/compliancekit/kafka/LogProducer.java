package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes the entries of one log. Whoever begins with a log ends the transactions of all before, so that from then on
 * nobody else advances the cursor that was read. After any exception it must be closed. <em>Not thread-safe.</em>
 */
final class LogProducer implements AutoCloseable {

    private final SinkTopics topics;
    private final String origin;
    private final Producer<byte[], byte[]> producer;
    private SinkCursor cursor;
    private Optional<SignedCheckpoint> checkpoint;

    private LogProducer(SinkTopics topics, String origin, Producer<byte[], byte[]> producer, StateTopic state) {
        this.topics = topics;
        this.origin = origin;
        this.producer = producer;
        this.cursor = state.cursor();
        this.checkpoint = state.checkpoint();
    }

    static LogProducer begin(Settings settings, SinkTopics topics, String origin, InstantSource clock) {
        Producer<byte[], byte[]> producer = settings.transactional("compliancekit/" + topics.entries() + "/" + origin);
        try {
            producer.initTransactions();
            return new LogProducer(topics, origin, producer, StateTopic.read(settings, topics.state(), origin, clock));
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    SinkCursor cursor() {
        return cursor;
    }

    SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
        if (cursor.equals(from)) {
            SinkCursor after = from.after(entries);
            producer.beginTransaction();
            for (ShippedEntry entry : entries) {
                send(EntryRecord.of(topics.entries(), origin, entry));
            }
            send(StateTopic.record(topics.state(), after));
            producer.commitTransaction();
            cursor = after;
        }
        return cursor;
    }

    void takeCheckpoint(SignedCheckpoint next) {
        long size = next.unverified().treeSize();
        if (checkpoint.filter(old -> old.unverified().treeSize() >= size).isEmpty()) {
            producer.beginTransaction();
            send(StateTopic.record(topics.state(), next));
            producer.commitTransaction();
            checkpoint = Optional.of(next);
        }
    }

    /**
     * What goes wrong on the way is told by the commit; what went wrong already ends the transaction here, so that a
     * broker that is down is waited for once, not for each entry.
     */
    private void send(ProducerRecord<byte[], byte[]> message) {
        Future<RecordMetadata> sent = producer.send(message);
        if (sent.isDone()) {
            try {
                sent.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e);
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
