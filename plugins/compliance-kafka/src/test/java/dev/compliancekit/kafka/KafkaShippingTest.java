package dev.compliancekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.ship.CopyReport;
import dev.compliancekit.audit.ship.EntryShipper;
import dev.compliancekit.audit.tlog.VerifierKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever dies when: each entry is in the topic once. More kills with {@code -Dship.kills=200}. */
@Timeout(1800)
class KafkaShippingTest {

    private static final int PER_SECOND = 5000;

    @TempDir
    private Path temp;

    private static void isWhole(KafkaScene scene, SinkTopics topics, long size) {
        CopyReport report = scene.verify(topics);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(size);
    }

    @Test
    @Tag("process")
    void aShipperThatIsKilledAtAnyPointIsFollowedByAnother() throws Exception {
        int kills = Integer.getInteger("ship.kills", 4);
        long seed = Long.getLong("ship.seed", 20_261_123L);
        Random random = new Random(seed);
        KafkaScene scene = new KafkaScene(temp, Broker.shared());
        SinkTopics topics = scene.broker.newTopics();
        try (AuditLog log = scene.log(0)) {
            int size = 0;
            for (int kill = 0; kill < kills; kill++) {
                log.appendAll(KafkaScene.events(size, size + 2000));
                size += 2000;
                log.checkpoint();
                Process shipper = start(scene, topics);
                shipper.getInputStream().read(); // it is at work
                shipper.waitFor(300 + random.nextInt(1500), TimeUnit.MILLISECONDS);
                shipper.destroyForcibly().waitFor();
            }
            try (KafkaEntrySink sink = scene.sink(topics);
                    EntryShipper shipper = scene.shipper(sink).open()) {
                long before = sink.cursor(KafkaScene.ORIGIN).nextIndex();
                assertThat(KafkaScene.shipAll(shipper).problem())
                        .as("seed %s", seed)
                        .isEmpty();
                System.out.println("killed " + kills + " shippers, which had shipped " + before + " of " + size);
            }
            isWhole(scene, topics, size);
        }
    }

    /** 5,000 events a second while the broker is away; the long form is {@code -Doutage.seconds=600}. */
    @Test
    void anOutageDelaysAndNothingElse() {
        int seconds = Integer.getInteger("outage.seconds", 2);
        ScheduledExecutorService checkpoints = Executors.newScheduledThreadPool(1);
        ScheduledExecutorService shipping = Executors.newScheduledThreadPool(1);
        try (Broker broker = Broker.start()) {
            KafkaScene scene = new KafkaScene(temp, broker);
            SinkTopics topics = broker.newTopics();
            try (AuditLog log = AuditLog.builder(scene.directory, scene.key, () -> KafkaScene.START)
                            .withoutLifeEvents()
                            .executor(checkpoints, Duration.ofSeconds(1))
                            .open();
                    KafkaEntrySink sink = scene.sink(topics);
                    EntryShipper shipper = scene.shipper(sink)
                            .batch(1024)
                            .executor(shipping, Duration.ofMillis(500))
                            .retry(Duration.ofMillis(100), Duration.ofSeconds(1))
                            .open()) {
                int size = append(log, 0, 2);
                broker.stop();
                size = append(log, size, seconds);
                System.out.println("outage: " + shipper.status());
                broker.startAgain();
                size = append(log, size, 2);
                log.checkpoint();
                while (shipper.ship().lag().orElse(1) > 0) {
                    // the broker is on its way, or the sink catches up
                }
                isWhole(scene, topics, size);
                System.out.println("outage: " + size + " entries in the topic, each once");
            }
        } finally {
            checkpoints.shutdownNow();
            shipping.shutdownNow();
        }
    }

    private static int append(AuditLog log, int from, int seconds) {
        int part = PER_SECOND / 100;
        long due = System.nanoTime();
        int next = from;
        for (int i = 0; i < 100 * seconds; i++) {
            due += Duration.ofMillis(10).toNanos();
            log.appendAll(KafkaScene.events(next, next + part));
            next += part;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
        }
        return next;
    }

    private static Process start(KafkaScene scene, SinkTopics topics) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator,
                        Child.class.getName(),
                        scene.directory.toString(),
                        scene.key.vkey().toString(),
                        scene.broker.client().get("bootstrap.servers"),
                        topics.entries(),
                        topics.state())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Ships until it is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            Map<String, String> client = Map.of("bootstrap.servers", arguments[2]);
            try (KafkaEntrySink sink = KafkaEntrySink.open(
                            client, new SinkTopics(arguments[3], arguments[4]), InstantSource.system());
                    EntryShipper shipper = EntryShipper.builder(
                                    Path.of(arguments[0]), VerifierKey.parse(arguments[1]), sink, () -> Instant.EPOCH)
                            .batch(50)
                            .open()) {
                System.out.println("at work");
                while (true) {
                    shipper.ship();
                }
            }
        }
    }
}
