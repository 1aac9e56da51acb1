/**
 * What a key service (a hardware module, a cloud service, a file) and a key store (files, a database) implement. Start
 * with {@link dev.compliancekit.crypto.spi.KeyService} and {@link dev.compliancekit.crypto.spi.KeyStore}.
 */
@NullMarked
package dev.compliancekit.crypto.spi;

import org.jspecify.annotations.NullMarked;
