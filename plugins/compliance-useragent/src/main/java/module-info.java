import org.jspecify.annotations.NullMarked;

/** The type of a device from its user agent, by the expressions of ua-parser. */
@NullMarked
@SuppressWarnings("requires-automatic") // uap-java has no module descriptor; its name comes from its file
module dev.compliancekit.useragent {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive dev.compliancekit.audit;
    requires com.github.benmanes.caffeine;
    requires uap.java;

    exports dev.compliancekit.useragent;
}
