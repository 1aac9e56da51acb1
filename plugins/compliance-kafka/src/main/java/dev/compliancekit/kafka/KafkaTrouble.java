package dev.compliancekit.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Failures of Kafka clients in one sentence, without their words, which may hold anything. */
final class KafkaTrouble {

    private KafkaTrouble() {}

    static String sentence(Throwable failure) {
        Throwable e =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException) {
            return "another shipper has taken over; run one for each log";
        }
        if (e instanceof AuthenticationException) {
            return "the broker refuses the credentials";
        }
        if (e instanceof AuthorizationException) {
            return "the broker does not let this client do what it must; see"
                    + " docs/guides/ship-to-postgresql-and-kafka.md for the rights it needs";
        }
        if (e instanceof UnknownTopicOrPartitionException) {
            return "there is no such topic; make it with createTopics, or as docs/formats/audit-topics.md says";
        }
        if (e instanceof RecordTooLargeException) {
            return "the topic does not take an entry of its size; accepted is max.message.bytes of 128 KiB or more";
        }
        if (e instanceof NotEnoughReplicasException) {
            return "too few replicas of the topic are in sync";
        }
        if (e instanceof TimeoutException || e instanceof DisconnectException) {
            return "the broker cannot be reached, or does not answer in time";
        }
        return "the broker cannot be used (" + e.getClass().getSimpleName() + ")";
    }
}
