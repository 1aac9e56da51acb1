package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.SinkUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Makes the topics of a sink, and looks whether they are as they must be. */
final class TopicSetup {

    private static final String CLEANUP = "cleanup.policy";

    private TopicSetup() {}

    static void create(Settings settings, SinkTopics topics, int partitions, short replicas) {
        if (partitions < 1 || replicas < 1) {
            throw new IllegalArgumentException(
                    "partitions and replicas are " + partitions + " and " + replicas + "; accepted are 1 or more");
        }
        NewTopic entries = new NewTopic(topics.entries(), partitions, replicas).configs(Map.of(CLEANUP, "delete"));
        // cursors come with every batch: old ones must go soon, because all are read at a start
        NewTopic state = new NewTopic(topics.state(), 1, replicas)
                .configs(Map.of(
                        CLEANUP,
                        "compact",
                        "segment.ms",
                        "3600000",
                        "segment.bytes",
                        "16777216",
                        "min.cleanable.dirty.ratio",
                        "0.1"));
        try (Admin admin = settings.admin()) {
            for (KafkaFuture<Void> made :
                    admin.createTopics(List.of(entries, state)).values().values()) {
                try {
                    get(made);
                } catch (TopicExistsException e) {
                    // looked at below
                }
            }
        } catch (KafkaException e) {
            throw new SinkUnavailableException(KafkaTrouble.sentence(e), e);
        }
        require(settings, topics);
    }

    static void require(Settings settings, SinkTopics topics) {
        ConfigResource entries = new ConfigResource(ConfigResource.Type.TOPIC, topics.entries());
        ConfigResource state = new ConfigResource(ConfigResource.Type.TOPIC, topics.state());
        try (Admin admin = settings.admin()) {
            TopicDescription described = get(admin.describeTopics(List.of(topics.entries(), topics.state()))
                    .topicNameValues()
                    .get(topics.state()));
            Map<ConfigResource, Config> configs =
                    get(admin.describeConfigs(List.of(entries, state)).all());
            refuse(
                    cleanup(configs, entries).contains("compact"),
                    "the topic of entries is compacted, so all but the last entry of each tenant would be lost;"
                            + " accepted is cleanup.policy=delete");
            refuse(
                    !cleanup(configs, state).equals("compact"),
                    "the topic of cursors is not compacted, or deletes what is old; accepted is"
                            + " cleanup.policy=compact");
            refuse(described.partitions().size() != 1, "the topic of cursors has several partitions; accepted is one");
        } catch (KafkaException e) {
            throw new SinkUnavailableException(KafkaTrouble.sentence(e), e);
        }
    }

    private static String cleanup(Map<ConfigResource, Config> configs, ConfigResource topic) {
        Config config = configs.get(topic);
        if (config == null) {
            throw new SinkUnavailableException("the broker does not tell the settings of a topic");
        }
        return config.get(CLEANUP).value();
    }

    private static void refuse(boolean fault, String sentence) {
        if (fault) {
            throw new SinkUnavailableException(sentence);
        }
    }

    private static <T> T get(@Nullable KafkaFuture<T> future) {
        if (future == null) {
            throw new SinkUnavailableException("the broker does not tell of a topic");
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
