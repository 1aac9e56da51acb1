import org.jspecify.annotations.NullMarked;

/** Security pages as YAML files, and the evidence report as one HTML file. */
@NullMarked
module dev.compliancekit.pages {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive dev.compliancekit.core;
    requires org.snakeyaml.engine.v2;

    exports dev.compliancekit.pages;
}
