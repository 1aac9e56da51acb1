import org.jspecify.annotations.NullMarked;

/**
 * The vocabulary every ComplianceKit module shares: who, which record, how sensitive, who may see it, what was
 * promised.
 */
@NullMarked
module dev.compliancekit.core {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires org.slf4j;

    exports dev.compliancekit.core;
    exports dev.compliancekit.core.access;
    exports dev.compliancekit.core.promise;
    exports dev.compliancekit.core.residency;
    exports dev.compliancekit.core.spi;
}
