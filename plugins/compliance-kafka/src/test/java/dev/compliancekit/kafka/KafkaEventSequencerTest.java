package dev.compliancekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.compliancekit.audit.AuditLog;
import dev.compliancekit.audit.LogKey;
import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.Outcome;
import dev.compliancekit.core.TenantId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many nodes send, one sequencer for each partition writes. More kills with {@code -Dsequence.kills=200}. */
@Timeout(300)
class KafkaEventSequencerTest {

    private static final AtomicInteger TOPICS = new AtomicInteger();
    private static final Duration WAIT = Duration.ofMillis(500);

    @TempDir
    private Path temp;

    private final Broker broker = Broker.shared();
    private final String topic = "events-" + TOPICS.incrementAndGet();
    private KafkaScene scene;

    @BeforeEach
    void makeTopic() throws Exception {
        scene = new KafkaScene(temp, broker);
        try (Admin admin = new Settings(broker.client()).admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    private EventQueue queue(int partition) {
        return new EventQueue(topic, partition);
    }

    private KafkaEventSequencer sequencer(AuditLog log, int partition) {
        return KafkaEventSequencer.builder(queue(partition), log, scene.directory, () -> KafkaScene.START)
                .open(broker.client());
    }

    private static int takeAll(KafkaEventSequencer sequencer) {
        int all = 0;
        for (int taken = sequencer.takeNext(WAIT); taken > 0; taken = sequencer.takeNext(WAIT)) {
            all += taken;
        }
        return all;
    }

    private static List<Integer> numbers(int toExclusive) {
        return IntStream.range(0, toExclusive).boxed().toList();
    }

    @Test
    void theEventsOfManyNodesComeIntoTheLogOnceAndInTheOrderOfEachTenant() {
        List<QueuedEvent> queued = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            try (KafkaEventProducer producer = KafkaEventProducer.open(broker.client(), topic)) {
                queued.addAll(producer.sendAll(KafkaScene.events(node * 400, node * 400 + 400)));
            }
        }
        try (AuditLog log = scene.log();
                KafkaEventSequencer first = sequencer(log, 0);
                KafkaEventSequencer second = sequencer(log, 1)) {
            assertThat(takeAll(first) + takeAll(second)).isEqualTo(1200);
            log.checkpoint();
        }

        assertThat(queued).doesNotHaveDuplicates();
        assertThat(scene.numbers()).containsExactlyInAnyOrderElementsOf(numbers(1200));
        for (int tenant = 0; tenant < 7; tenant++) {
            int each = tenant; // the tenant is the number's rest
            assertThat(scene.numbers().stream().filter(number -> number % 7 == each))
                    .isSorted();
        }
    }

    @Test
    void aSequencerThatIsOpenedAgainGoesOnWhereTheLogEnds() {
        for (int round = 0; round < 3; round++) {
            try (KafkaEventProducer producer = KafkaEventProducer.open(broker.client(), topic)) {
                for (AuditEvent event : KafkaScene.events(round * 100, round * 100 + 100)) {
                    producer.send(event);
                }
            }
            try (AuditLog log = scene.log();
                    KafkaEventSequencer first = sequencer(log, 0);
                    KafkaEventSequencer second = sequencer(log, 1)) {
                assertThat(takeAll(first) + takeAll(second)).isEqualTo(100);
                log.appendAll(KafkaScene.events(1_000_000, 1_000_600)); // what others append stands in between
                log.checkpoint();
            }
        }
        assertThat(scene.numbers().stream().filter(number -> number < 1_000_000))
                .containsExactlyInAnyOrderElementsOf(numbers(300));
    }

    @Test
    void whatTheLogRefusesIsToldByTheOperatorsEventAndTheRestGoesOn() throws Exception {
        AuditEvent refused = AuditEvent.builder(
                        new TenantId("acme"),
                        Actor.customer("u"),
                        Action.SIGN_IN, // without address and device type
                        Outcome.SUCCESS,
                        KafkaScene.START)
                .build();
        try (Producer<byte[], byte[]> producer = new Settings(broker.client()).producer()) {
            for (byte[] message : List.of(
                    EventMessage.write(KafkaScene.event(0)),
                    EventMessage.write(refused),
                    EntryRecord.utf8("password=hunter2"),
                    EventMessage.write(KafkaScene.event(1)))) {
                producer.send(new ProducerRecord<>(topic, 0, null, message)).get();
            }
            producer.send(new ProducerRecord<>(topic, 0, null, null)).get();
        }
        try (AuditLog log = scene.log();
                KafkaEventSequencer sequencer = sequencer(log, 0)) {
            assertThat(takeAll(sequencer)).isEqualTo(5);
            log.checkpoint();
        }

        assertThat(scene.numbers()).isEqualTo(numbers(2));
        assertThat(scene.entries().stream().filter(entry -> entry.startsWith("{\"action\":\"queue-refused\"")))
                .hasSize(3)
                .allMatch(entry -> entry.contains("\"actor\":\"service:kafka/" + topic + "/0\""))
                .anyMatch(entry -> entry.contains("\"target\":\"message/1\""))
                .anyMatch(entry -> entry.contains("\"target\":\"message/2\""))
                .anyMatch(entry -> entry.contains("\"target\":\"message/4\""))
                .noneMatch(entry -> entry.contains("hunter2"));
        assertThat(SequencedMark.nextOffset(scene.directory, new TenantId("operator"), queue(0)))
                .isEqualTo(5);
    }

    @Test
    void anEventThatWasSentTwiceIsOneEntry() {
        AuditEvent event = AuditEvent.builder(
                        new TenantId("acme"),
                        Actor.service("node"),
                        new Action("tested"),
                        Outcome.SUCCESS,
                        KafkaScene.START)
                .target("thing/0")
                .attribute(AuditEvent.EVENT_ID, "0199-1")
                .build();
        try (KafkaEventProducer producer = KafkaEventProducer.open(broker.client(), topic)) {
            assertThat(producer.send(event)).isNotEqualTo(producer.send(event));
        }
        try (AuditLog log = scene.log();
                KafkaEventSequencer first = sequencer(log, 0);
                KafkaEventSequencer second = sequencer(log, 1)) {
            assertThat(takeAll(first) + takeAll(second)).isEqualTo(2);
            log.checkpoint();
        }
        assertThat(scene.numbers()).containsExactly(0);
    }

    @Test
    void messagesThatWereDeletedBeforeTheyCameIntoTheLogAreNotSkipped() throws Exception {
        try (Producer<byte[], byte[]> producer = new Settings(broker.client()).producer();
                AuditLog log = scene.log();
                KafkaEventSequencer sequencer = sequencer(log, 0)) {
            for (int i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>(topic, 0, null, EventMessage.write(KafkaScene.event(i))))
                        .get();
                if (i == 4) {
                    assertThat(takeAll(sequencer)).isEqualTo(5);
                }
            }
            try (Admin admin = new Settings(broker.client()).admin()) {
                admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(8)))
                        .all()
                        .get();
            }
            assertThatExceptionOfType(QueueUnavailableException.class)
                    .isThrownBy(() -> takeAll(sequencer))
                    .withMessage("the queue no longer holds the messages that come next in the log, or was made anew");
        }
    }

    @Test
    @Tag("process")
    void aSequencerThatIsKilledAtAnyPointIsFollowedByAnother() throws Exception {
        int kills = Integer.getInteger("sequence.kills", 4);
        long seed = Long.getLong("sequence.seed", 20_261_123L);
        Random random = new Random(seed);
        int sent = 0;
        try (Producer<byte[], byte[]> producer = new Settings(broker.client()).producer()) {
            for (int kill = 0; kill < kills; kill++) {
                Process child = start();
                child.getInputStream().read(); // it is at work
                long until = System.nanoTime()
                        + Duration.ofMillis(200 + random.nextInt(800)).toNanos();
                while (System.nanoTime() < until) {
                    var inTopic = producer.send(
                            new ProducerRecord<>(topic, 0, null, EventMessage.write(KafkaScene.event(sent++))));
                    producer.flush();
                    assertThat(inTopic).isDone();
                }
                child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
        int before;
        try (AuditLog log = scene.log();
                KafkaEventSequencer sequencer = sequencer(log, 0)) {
            before = sent - takeAll(sequencer);
            log.checkpoint();
        }
        assertThat(scene.numbers()).as("seed %s", seed).isEqualTo(numbers(sent));
        System.out.println("killed " + kills + " sequencers, which had taken " + before + " of " + sent + " events");
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator,
                        Child.class.getName(),
                        temp.toString(),
                        broker.client().get("bootstrap.servers"),
                        topic)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Sequences until it is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]).resolve("log");
            LogKey key = LogKey.load(Path.of(arguments[0]).resolve("log.key"));
            try (AuditLog log = KafkaScene.log(directory, key);
                    KafkaEventSequencer sequencer = KafkaEventSequencer.builder(
                                    new EventQueue(arguments[2], 0), log, directory, () -> KafkaScene.START)
                            .open(Map.of("bootstrap.servers", arguments[1]))) {
                System.out.println("at work");
                while (true) {
                    sequencer.takeNext(WAIT);
                }
            }
        }
    }
}
