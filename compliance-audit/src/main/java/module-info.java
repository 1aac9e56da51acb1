import org.jspecify.annotations.NullMarked;

/** A durable, tamper-evident audit log in published formats. */
@NullMarked
module dev.compliancekit.audit {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive dev.compliancekit.core;
    requires transitive java.net.http;
    requires com.google.common;

    exports dev.compliancekit.audit;
    exports dev.compliancekit.audit.event;
    exports dev.compliancekit.audit.heads;
    exports dev.compliancekit.audit.incident;
    exports dev.compliancekit.audit.pruning;
    exports dev.compliancekit.audit.ship;
    exports dev.compliancekit.audit.spi;
    exports dev.compliancekit.audit.tlog;
    exports dev.compliancekit.audit.view;
    exports dev.compliancekit.audit.watch;
    exports dev.compliancekit.audit.witness;
}
