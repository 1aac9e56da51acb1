package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.EntryLabel;
import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.testkit.EntrySinkContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The promises of every sink, in Kafka. */
class KafkaEntrySinkContractTest {

    @Nested
    class KafkaKeepsThem extends EntrySinkContract {

        private final Broker broker = Broker.shared();
        private final SinkTopics topics = broker.newTopics();
        private final List<KafkaEntrySink> opened = new ArrayList<>();

        @Override
        protected EntrySink openSink() {
            opened.add(KafkaEntrySink.open(broker.client(), topics, InstantSource.system()));
            return opened.get(opened.size() - 1);
        }

        @AfterEach
        void close() {
            opened.forEach(KafkaEntrySink::close);
        }

        @Override
        protected List<ShippedEntry> stored(String origin) {
            List<ShippedEntry> found = new ArrayList<>();
            Settings settings = new Settings(broker.client());
            try (Consumer<byte[], byte[]> ahead = settings.consumer("read_uncommitted");
                    Consumer<byte[], byte[]> consumer = settings.consumer("read_committed")) {
                List<TopicPartition> partitions = List.of(
                        new TopicPartition(topics.entries(), 0),
                        new TopicPartition(topics.entries(), 1),
                        new TopicPartition(topics.entries(), 2));
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var ends = ahead.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    consumer.poll(Duration.ofMillis(100)).forEach(each -> {
                        EntryRecord entry = EntryRecord.read(each);
                        if (entry.origin().equals(origin)) {
                            found.add(new ShippedEntry(
                                    entry.index(),
                                    entry.leafHash(),
                                    EntryLabel.read(entry.value().toByteArray()),
                                    entry.value()));
                        }
                    });
                }
            }
            found.sort(Comparator.comparingLong(ShippedEntry::index));
            return found;
        }

        @Override
        protected Optional<SignedCheckpoint> storedCheckpoint(String origin) {
            return KafkaEntryCopy.of(broker.client(), topics, InstantSource.system())
                    .checkpoint(origin);
        }
    }
}
