package dev.compliancekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.tlog.TileDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide. */
class ShipToKafkaTest {

    @TempDir
    private Path temp;

    @Test
    void theGuideShips() {
        KafkaScene scene = new KafkaScene(temp, Broker.shared());
        Map<String, String> client = scene.broker.client();
        short replicas = 1;
        InstantSource clock = InstantSource.system();
        Path directory = scene.directory;
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        try (AuditLog log = scene.log(300)) {
            // readme: begin
            SinkTopics topics = new SinkTopics("audit-entries", "audit-state");
            KafkaEntrySink.createTopics(client, topics, 6, replicas);

            try (KafkaEntrySink sink = KafkaEntrySink.open(client, topics, clock);
                    EntryShipper shipper = EntryShipper.builder(directory, log.vkey(), sink, clock)
                            .executor(executor, Duration.ofSeconds(1))
                            .open()) {
                shipper.ship(); // or leave it to the executor, for as long as the application runs
            }
            // readme: end
            try (KafkaEntrySink sink = scene.sink(topics);
                    EntryShipper shipper = scene.shipper(sink).open()) {
                KafkaScene.shipAll(shipper);
            }
            TileDirectory tiles = TileDirectory.of(directory);
            assertThat(KafkaEntryCopy.of(client, topics, clock)
                            .verify(tiles.checkpoint(), log.vkey(), tiles, 0)
                            .findings())
                    .isEmpty();
        } finally {
            executor.shutdownNow();
        }
    }
}
