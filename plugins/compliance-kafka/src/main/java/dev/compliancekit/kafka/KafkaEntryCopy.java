package dev.compliancekit.kafka;

import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.CopyVerifier;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.TileDirectory;
import dev.compliancekit.audit.tlog.VerifierKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the copies that {@link KafkaEntrySink} keeps, to compare them with the log's checkpoint. <em>Thread-safe.</em>
 */
public final class KafkaEntryCopy {

    private final Settings settings;
    private final SinkTopics topics;
    private final InstantSource clock;

    private KafkaEntryCopy(Settings settings, SinkTopics topics, InstantSource clock) {
        this.settings = settings;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * The copies of a cluster.
     *
     * @param client settings of Kafka clients: {@code bootstrap.servers} and what the cluster asks for
     * @param topics where the copies are
     * @param clock bounds how long what is still being written is waited for
     * @return the copies; nobody is asked yet
     * @throws IllegalArgumentException if a setting is missing
     */
    public static KafkaEntryCopy of(Map<String, String> client, SinkTopics topics, InstantSource clock) {
        return new KafkaEntryCopy(new Settings(client), topics, Objects.requireNonNull(clock, "clock"));
    }

    /**
     * The newest checkpoint of a log in the topic; its signature is not yet checked.
     *
     * @param origin the log's name
     * @return the checkpoint, or empty if there is none
     * @throws SinkUnavailableException if the cluster cannot be reached, or the topic says something else
     */
    public Optional<SignedCheckpoint> checkpoint(String origin) {
        try {
            return StateTopic.read(settings, topics.state(), origin, clock).checkpoint();
        } catch (KafkaException e) {
            throw new SinkUnavailableException(KafkaTrouble.sentence(e), e);
        }
    }

    /**
     * Reads all entries of a log from the topic again, in the order of their index, and compares them with a checkpoint
     * and the log's tiles: bytes, hashes, gaps, duplicates and the headers beside them.
     *
     * @param checkpoint of the log, for example the one that it publishes
     * @param log the log's public key
     * @param tiles the log
     * @param fromIndex from where on the topic must hold everything, from 0; what is older may have been deleted
     * @return what was found
     * @throws dev.compliancekit.audit.tlog.LogTamperedException if the key did not sign the checkpoint, or a tile is
     *     missing or malformed
     * @throws SinkUnavailableException if the cluster cannot be reached
     */
    public CopyReport verify(SignedCheckpoint checkpoint, VerifierKey log, TileDirectory tiles, long fromIndex) {
        CopyVerifier verifier = CopyVerifier.of(checkpoint, log, tiles);
        verifier.leaveOut(fromIndex);
        try (Consumer<byte[], byte[]> ahead = settings.consumer("read_uncommitted");
                Consumer<byte[], byte[]> consumer = settings.consumer("read_committed")) {
            // what is committed becomes readable a moment later: up to here it is waited for
            Map<TopicPartition, Long> ends = ahead.endOffsets(partitions(ahead));
            EntryMerge merge = new EntryMerge(consumer, ends, log.name(), clock);
            for (Optional<EntryRecord> next = merge.next(); next.isPresent(); next = merge.next()) {
                EntryRecord each = next.get();
                if (each.index() >= fromIndex || each.index() < 0) {
                    verifier.add(each.index(), each.leafHash(), each.value().toByteArray());
                    if (!each.isLabelled()) {
                        verifier.doubt(
                                each.index(),
                                "entry " + each.index()
                                        + " is of another account, action or time than its record says");
                    }
                }
            }
        } catch (KafkaException e) {
            throw new SinkUnavailableException(KafkaTrouble.sentence(e), e);
        }
        return verifier.finish();
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topics.entries()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }
}
