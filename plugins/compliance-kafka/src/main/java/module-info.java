import org.jspecify.annotations.NullMarked;

/** Copies of audit logs in Kafka, and events from many nodes into one log. */
@NullMarked
@SuppressWarnings("requires-automatic") // kafka-clients has no module descriptor; its name comes from its file
module dev.compliancekit.kafka {
    requires static transitive org.jspecify;
    requires transitive dev.compliancekit.audit;
    requires com.fasterxml.jackson.core;
    requires kafka.clients;

    exports dev.compliancekit.kafka;
}
