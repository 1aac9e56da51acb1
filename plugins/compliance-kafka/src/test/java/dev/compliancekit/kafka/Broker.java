package dev.compliancekit.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A real broker and controller in this process, on ports of the loopback interface. */
final class Broker implements AutoCloseable {

    private static final List<Broker> SHARED = new ArrayList<>();
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final Properties properties;
    private final String address;
    private KafkaRaftServer server;

    private Broker(Properties properties, String address) {
        this.properties = properties;
        this.address = address;
        this.server = launch();
    }

    /** One for all tests that do not stop it. */
    static synchronized Broker shared() {
        if (SHARED.isEmpty()) {
            Broker broker = start();
            SHARED.add(broker);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop Kafka"));
        }
        return SHARED.get(0);
    }

    static Broker start() {
        try {
            Path folder = Files.createTempDirectory("compliancekit-kafka");
            int port = freePort();
            int controller = freePort();
            Properties properties = new Properties();
            properties.putAll(Map.of(
                    "process.roles",
                    "broker,controller",
                    "node.id",
                    "1",
                    "controller.quorum.voters",
                    "1@127.0.0.1:" + controller,
                    "listeners",
                    "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                    "advertised.listeners",
                    "PLAINTEXT://127.0.0.1:" + port,
                    "controller.listener.names",
                    "CONTROLLER",
                    "log.dirs",
                    folder.resolve("data").toString(),
                    "auto.create.topics.enable",
                    "false"));
            properties.putAll(Map.of(
                    "offsets.topic.replication.factor", "1",
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    "transaction.state.log.num.partitions", "3",
                    "offsets.topic.num.partitions", "3",
                    "group.initial.rebalance.delay.ms", "0"));
            Path file = folder.resolve("server.properties");
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, "");
            }
            int formatted = StorageTool.execute(
                    new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            if (formatted != 0) {
                throw new IllegalStateException("the broker's folder cannot be formatted");
            }
            return new Broker(properties, "127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private KafkaRaftServer launch() {
        KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        started.startup();
        return started;
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    void startAgain() {
        server = launch();
    }

    Map<String, String> client() {
        return Map.of("bootstrap.servers", address);
    }

    /** Topics that no other test has. */
    SinkTopics newTopics() {
        int number = TOPICS.incrementAndGet();
        SinkTopics topics = new SinkTopics("entries-" + number, "state-" + number);
        KafkaEntrySink.createTopics(client(), topics, 3, (short) 1);
        return topics;
    }

    @Override
    public void close() {
        stop();
    }
}
