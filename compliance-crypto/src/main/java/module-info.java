import org.jspecify.annotations.NullMarked;

/** Encryption at rest per tenant, and erasure by destroying keys. */
@NullMarked
module dev.compliancekit.crypto {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive dev.compliancekit.core;
}
