import org.jspecify.annotations.NullMarked;

/** The command line for operators and auditors. */
@NullMarked
module dev.compliancekit.cli {
    requires static org.jspecify;
    requires dev.compliancekit.core;
    requires dev.compliancekit.crypto;
    requires dev.compliancekit.audit;
    requires dev.compliancekit.retention;
    requires dev.compliancekit.pages;
    requires info.picocli;
}
