import org.jspecify.annotations.NullMarked;

/** Deadlines, erasure with read-back, and inactivity. */
@NullMarked
module dev.compliancekit.retention {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires com.github.benmanes.caffeine;
    requires transitive dev.compliancekit.core;

    exports dev.compliancekit.retention;
    exports dev.compliancekit.retention.backup;
    exports dev.compliancekit.retention.contradiction;
    exports dev.compliancekit.retention.deadline;
    exports dev.compliancekit.retention.decision;
    exports dev.compliancekit.retention.erasure;
    exports dev.compliancekit.retention.inactivity;
    exports dev.compliancekit.retention.spi;
}
