import org.jspecify.annotations.NullMarked;

/** Contracts that every implementation of an SPI passes, and in-memory implementations for tests. */
@NullMarked
module dev.compliancekit.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.compliancekit.core;
    requires transitive dev.compliancekit.crypto;
    requires transitive dev.compliancekit.audit;
    requires transitive dev.compliancekit.retention;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports dev.compliancekit.testkit;
    exports dev.compliancekit.testkit.inactivity;
}
