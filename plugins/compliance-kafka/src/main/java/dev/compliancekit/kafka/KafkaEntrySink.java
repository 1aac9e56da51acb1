package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * Copies of audit logs in a Kafka topic: the stored bytes by tenant, as CloudEvents, with index and leaf hash. The
 * entries of a batch and the cursor after them are one transaction; whoever reads with {@code read_committed} sees each
 * entry once. {@code docs/formats/audit-topics.md} has every header.
 *
 * <p>For each log one sink at a time: one that begins with a log shuts out the one before it.
 *
 * <p><em>Thread-safe.</em>
 */
public final class KafkaEntrySink implements EntrySink, AutoCloseable {

    private final Settings settings;
    private final SinkTopics topics;
    private final InstantSource clock;
    private final Map<String, LogProducer> producers = new HashMap<>();
    private boolean closed;

    private KafkaEntrySink(Settings settings, SinkTopics topics, InstantSource clock) {
        this.settings = settings;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Makes the topics, unless they are there already.
     *
     * @param client settings of Kafka clients: {@code bootstrap.servers} and what the cluster asks for
     * @param topics their names
     * @param partitions how many for the entries, 1 or more
     * @param replicas how many copies the cluster keeps of each, 1 or more
     * @throws IllegalArgumentException if a number is out of range, or a setting missing
     * @throws SinkUnavailableException if the cluster cannot be reached or refuses
     */
    public static void createTopics(Map<String, String> client, SinkTopics topics, int partitions, short replicas) {
        TopicSetup.create(new Settings(client), topics, partitions, replicas);
    }

    /**
     * Opens the sink.
     *
     * @param client settings of Kafka clients: {@code bootstrap.servers} and what the cluster asks for; what exactness
     *     needs is set on top of them
     * @param topics where to; both must be there
     * @param clock bounds how long the cursor is waited for
     * @return the sink, to be closed by the caller
     * @throws IllegalArgumentException if a setting is missing
     * @throws SinkUnavailableException if the cluster cannot be reached, a topic is missing, the entries would be
     *     compacted, or the state would not
     */
    public static KafkaEntrySink open(Map<String, String> client, SinkTopics topics, InstantSource clock) {
        Settings settings = new Settings(client);
        TopicSetup.require(settings, topics);
        return new KafkaEntrySink(settings, topics, Objects.requireNonNull(clock, "clock"));
    }

    @Override
    public SinkCursor cursor(String origin) {
        return with(origin, LogProducer::cursor);
    }

    @Override
    public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
        from.after(entries);
        return with(from.origin(), producer -> producer.take(from, entries));
    }

    @Override
    public void takeCheckpoint(SignedCheckpoint checkpoint) {
        long size = checkpoint.unverified().treeSize();
        long held = with(checkpoint.unverified().origin(), producer -> {
            if (size <= producer.cursor().nextIndex()) {
                producer.takeCheckpoint(checkpoint);
            }
            return producer.cursor().nextIndex();
        });
        if (size > held) {
            throw new IllegalArgumentException(
                    "checkpoint covers " + size + " entries; accepted are at most " + held + ", which the sink holds");
        }
    }

    private synchronized <T> T with(String origin, Function<LogProducer, T> work) {
        if (closed) {
            throw new IllegalStateException("this sink was closed");
        }
        try {
            return work.apply(
                    producers.computeIfAbsent(origin, name -> LogProducer.begin(settings, topics, name, clock)));
        } catch (KafkaException | IllegalStateException e) {
            // what became of the transaction is found when the next one begins
            LogProducer broken = producers.remove(origin);
            if (broken != null) {
                broken.close();
            }
            throw new SinkUnavailableException(KafkaTrouble.sentence(e), e);
        }
    }

    /** Ends the connections. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        producers.values().forEach(LogProducer::close);
        producers.clear();
    }
}
