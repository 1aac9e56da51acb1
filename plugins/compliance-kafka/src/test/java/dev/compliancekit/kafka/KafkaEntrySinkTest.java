package dev.compliancekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.ship.ShipStatus;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkUnavailableException;
import dev.compliancekit.audit.tlog.Tile;
import dev.compliancekit.audit.tlog.TileDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaEntrySinkTest {

    @TempDir
    private Path temp;

    private final Broker broker = Broker.shared();
    private final SinkTopics topics = broker.newTopics();
    private KafkaScene scene;

    @BeforeEach
    void makeScene() {
        scene = new KafkaScene(temp, broker);
    }

    private void shipAll(int entries) {
        try (AuditLog log = scene.log(entries);
                KafkaEntrySink sink = scene.sink(topics);
                EntryShipper shipper = scene.shipper(sink).open()) {
            assertThat(KafkaScene.shipAll(shipper).problem()).isEmpty();
            assertThat(KafkaEntryCopy.of(broker.client(), topics, InstantSource.system())
                            .checkpoint(KafkaScene.ORIGIN))
                    .contains(log.published());
        }
    }

    private void send(ProducerRecord<byte[], byte[]> message) throws Exception {
        try (Producer<byte[], byte[]> producer = new Settings(broker.client()).producer()) {
            producer.send(message).get();
        }
    }

    private ShippedEntry stored(int index) {
        Tile tile = new Tile(0, 0, Tile.FULL);
        return ShippedEntry.of(
                index, TileDirectory.of(scene.directory).entries(tile).get(index));
    }

    @Test
    void theTopicIsVerifiedAgainstTheLog() {
        shipAll(1000);
        CopyReport report = scene.verify(topics);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(1000);
        assertThat(scene.verify(topics, 900).entries()).isEqualTo(100);
    }

    @Test
    void anEntryThatIsThereTwiceIsFound() throws Exception {
        shipAll(300);
        send(EntryRecord.of(topics.entries(), KafkaScene.ORIGIN, stored(7)));

        assertThat(scene.verify(topics).findings())
                .extracting(CopyReport.Finding::problem)
                .containsExactly("entry 7 is there twice, or out of order");
    }

    @Test
    void anEntryThatIsMissingIsFound() throws Exception {
        try (AuditLog log = scene.log(300)) {
            assertThat(log.published().unverified().treeSize()).isEqualTo(300);
        }
        for (int i : List.of(0, 1, 3)) {
            send(EntryRecord.of(topics.entries(), KafkaScene.ORIGIN, stored(i)));
        }

        assertThat(scene.verify(topics).findings())
                .extracting(CopyReport.Finding::problem)
                .containsExactly("entry 2 is missing", "entries 4 to 299 are missing");
    }

    @Test
    void anEntryUnderAnotherTenantIsFound() throws Exception {
        try (AuditLog log = scene.log(300)) {
            assertThat(log.published().unverified().treeSize()).isEqualTo(300);
        }
        ProducerRecord<byte[], byte[]> right = EntryRecord.of(topics.entries(), KafkaScene.ORIGIN, stored(0));
        send(new ProducerRecord<>(topics.entries(), null, EntryRecord.utf8("t-5"), right.value(), right.headers()));

        assertThat(scene.verify(topics).findings().get(0).problem())
                .isEqualTo("entry 0 is of another account, action or time than its record says");
    }

    @Test
    void whoBeginsWithALogShutsOutTheOneBefore() {
        try (AuditLog log = scene.log(400);
                KafkaEntrySink first = scene.sink(topics);
                KafkaEntrySink second = scene.sink(topics);
                EntryShipper old = scene.shipper(first).open();
                EntryShipper now = scene.shipper(second).open()) {
            old.ship();
            now.ship();
            assertThat(old.ship().problem()).contains("another shipper has taken over; run one for each log");
            assertThat(KafkaScene.shipAll(now).problem()).isEmpty();
            KafkaScene.shipAll(old);

            CopyReport report = scene.verify(topics);
            assertThat(report.findings()).isEmpty();
            assertThat(report.entries()).isEqualTo(log.published().unverified().treeSize());
        }
    }

    @Test
    void aBrokerThatStopsAndStartsAgainGetsTheRest() {
        try (Broker own = Broker.start()) {
            KafkaScene other = new KafkaScene(temp, own, scene.key);
            SinkTopics there = own.newTopics();
            try (AuditLog log = other.log(300);
                    KafkaEntrySink sink = other.sink(there);
                    EntryShipper shipper = other.shipper(sink).open()) {
                shipper.ship();
                own.stop();
                ShipStatus status = shipper.ship();
                assertThat(status.problem()).contains("the broker cannot be reached, or does not answer in time");
                assertThat(status.lag()).hasValue(200);
                log.appendAll(KafkaScene.events(300, 700));
                log.checkpoint();
                own.startAgain();

                while (KafkaScene.shipAll(shipper).problem().isPresent()) {
                    // the broker is on its way
                }
                assertThat(other.verify(there).findings()).isEmpty();
                assertThat(other.verify(there).entries()).isEqualTo(700);
            }
        }
    }

    @Test
    void topicsThatWouldLoseEntriesAreRefused() throws Exception {
        try (Admin admin = new Settings(broker.client()).admin()) {
            admin.createTopics(List.of(
                            new NewTopic("compacted", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                            new NewTopic("wide", 2, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        refuses(
                new SinkTopics("compacted", topics.state()),
                "the topic of entries is compacted, so all but the last entry of each tenant would be lost; accepted is"
                        + " cleanup.policy=delete");
        refuses(
                new SinkTopics(topics.state(), topics.entries()),
                "the topic of entries is compacted, so all but the last entry of each tenant would be lost; accepted is"
                        + " cleanup.policy=delete");
        refuses(
                new SinkTopics(topics.entries(), "wide"),
                "the topic of cursors has several partitions; accepted is one");
        refuses(
                new SinkTopics("nothing", topics.state()),
                "there is no such topic; make it with createTopics, or as docs/formats/audit-topics.md says");
        assertThatIllegalArgumentException().isThrownBy(() -> new SinkTopics("a b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SinkTopics("a", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaEntrySink.open(Map.of(), topics, InstantSource.system()))
                .withMessage("settings have no bootstrap.servers; accepted is host:port, ...");
    }

    private void refuses(SinkTopics other, String sentence) {
        assertThatExceptionOfType(SinkUnavailableException.class)
                .isThrownBy(() -> scene.sink(other))
                .withMessage(sentence);
    }
}
