import org.jspecify.annotations.NullMarked;

/**
 * Encryption at rest per tenant, and erasure by destroying keys.
 *
 * @uses dev.compliancekit.crypto.spi.KeyServiceProvider to open a key service by its name
 * @provides dev.compliancekit.crypto.spi.KeyServiceProvider the root key in a file, in a PKCS#12 key store, or in a
 *     PKCS#11 token, named {@code file}, {@code pkcs12}, {@code pkcs11}
 */
@NullMarked
module dev.compliancekit.crypto {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive dev.compliancekit.core;
    requires com.github.benmanes.caffeine;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports dev.compliancekit.crypto;
    exports dev.compliancekit.crypto.control;
    exports dev.compliancekit.crypto.file;
    exports dev.compliancekit.crypto.hybrid;
    exports dev.compliancekit.crypto.key;
    exports dev.compliancekit.crypto.pkcs11;
    exports dev.compliancekit.crypto.search;
    exports dev.compliancekit.crypto.spi;
    exports dev.compliancekit.crypto.stream;

    uses dev.compliancekit.crypto.spi.KeyServiceProvider;

    provides dev.compliancekit.crypto.spi.KeyServiceProvider with
            dev.compliancekit.crypto.internal.FileKeyServiceProvider,
            dev.compliancekit.crypto.internal.Pkcs11KeyServiceProvider,
            dev.compliancekit.crypto.internal.Pkcs12KeyServiceProvider;
}
