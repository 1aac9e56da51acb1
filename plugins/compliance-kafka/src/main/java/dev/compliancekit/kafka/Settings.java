package dev.compliancekit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The caller's settings of Kafka clients, and what the promises need on top of them. <em>Immutable.</em>
 *
 * @param client as the caller gave them
 */
record Settings(Map<String, String> client) {

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final int CALL_MILLIS = 10_000;

    Settings {
        client = Map.copyOf(client);
        if (!client.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException("settings have no bootstrap.servers; accepted is host:port, ...");
        }
    }

    static void requireTopic(String topic) {
        if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException(
                    "topic is not accepted; accepted are 1 to 200 letters, digits, full stops, underscores and hyphens");
        }
    }

    /** How long a call may take in all. */
    static Duration limit() {
        return Duration.ofMillis(3L * CALL_MILLIS);
    }

    Admin admin() {
        Properties all = with(Map.of("default.api.timeout.ms", 2 * CALL_MILLIS, "request.timeout.ms", CALL_MILLIS));
        return Admin.create(all);
    }

    /** What is sent is in the topic once, on every replica in sync, whatever the connection does. */
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(durable(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    Producer<byte[], byte[]> transactional(String id) {
        Properties all = durable();
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        all.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 3 * CALL_MILLIS);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Properties durable() {
        Properties all = with(Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                CALL_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                CALL_MILLIS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                CALL_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG,
                5));
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        return all;
    }

    /** Starts nowhere by itself, and commits nothing. */
    Consumer<byte[], byte[]> consumer(String isolation) {
        Properties all = with(Map.of("default.api.timeout.ms", CALL_MILLIS));
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Properties with(Map<String, Integer> defaults) {
        Map<String, Object> all = new HashMap<>(defaults);
        all.putAll(client);
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }

    /** Settings hold passwords. */
    @Override
    public String toString() {
        return "Settings[...]";
    }
}
