import org.jspecify.annotations.NullMarked;

/**
 * Encryption at rest per tenant, and erasure by destroying keys.
 *
 * @uses dev.compliancekit.crypto.spi.KeyServiceProvider to open a key service by its name
 * @provides dev.compliancekit.crypto.spi.KeyServiceProvider the root key in a file, named {@code file}
 */
@NullMarked
module dev.compliancekit.crypto {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive dev.compliancekit.core;
    requires org.slf4j;

    exports dev.compliancekit.crypto;
    exports dev.compliancekit.crypto.key;
    exports dev.compliancekit.crypto.spi;

    uses dev.compliancekit.crypto.spi.KeyServiceProvider;

    provides dev.compliancekit.crypto.spi.KeyServiceProvider with
            dev.compliancekit.crypto.internal.FileKeyServiceProvider;
}
