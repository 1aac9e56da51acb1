import org.jspecify.annotations.NullMarked;

/** The command line for operators and auditors. A program, not a library: it exports nothing. */
@NullMarked
module dev.compliancekit.cli {
    requires static org.jspecify;
    requires dev.compliancekit.core;
    requires dev.compliancekit.crypto;
    requires dev.compliancekit.audit;
    requires dev.compliancekit.retention;
    requires dev.compliancekit.pages;
    requires dev.compliancekit.tink;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires jdk.httpserver;

    // picocli sets annotated fields by reflection
    opens dev.compliancekit.cli to
            info.picocli;
}
