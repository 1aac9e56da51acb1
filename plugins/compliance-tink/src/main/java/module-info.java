import org.jspecify.annotations.NullMarked;

/** Keys to Tink and from Tink, as its JSON keysets. Does not need Tink. */
@NullMarked
module dev.compliancekit.tink {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive dev.compliancekit.crypto;
    requires com.fasterxml.jackson.core;

    exports dev.compliancekit.tink;
}
