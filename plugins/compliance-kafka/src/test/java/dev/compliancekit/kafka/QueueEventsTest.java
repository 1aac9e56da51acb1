package dev.compliancekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.core.AuditEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide. */
class QueueEventsTest {

    @TempDir
    private Path temp;

    @Test
    void theGuideBringsAnEventIntoTheLog() throws Exception {
        KafkaScene scene = new KafkaScene(temp, Broker.shared());
        Map<String, String> client = scene.broker.client();
        try (Admin admin = new Settings(client).admin()) {
            admin.createTopics(List.of(new NewTopic("audit-events", 1, (short) 1)))
                    .all()
                    .get();
        }
        InstantSource clock = InstantSource.system();
        Path directory = scene.directory;
        AuditEvent event = KafkaScene.event(0);
        int taken = 0;
        try (AuditLog log = scene.log()) {
            // readme: begin
            // on each node
            try (KafkaEventProducer producer = KafkaEventProducer.open(client, "audit-events")) {
                producer.send(event); // durable in the topic; no receipt of the log yet
            }

            // where the log is: one for each partition
            EventQueue queue = new EventQueue("audit-events", 0);
            try (KafkaEventSequencer sequencer =
                    KafkaEventSequencer.builder(queue, log, directory, clock).open(client)) {
                while (taken == 0) { // for as long as the application runs
                    taken = sequencer.takeNext(Duration.ofSeconds(1));
                }
            }
            // readme: end
            log.checkpoint();
        }
        assertThat(scene.numbers()).containsExactly(0);
    }
}
