package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import java.time.Instant;
import java.util.Objects;

/**
 * What is known of a key for as long as its record exists (NIST SP 800-57 part 1 section 6.2.3). Nothing of it is
 * secret.
 *
 * @param name whose key it is and for what
 * @param version its number among the keys of that name, from 1
 * @param keyId its id, unique for the tenant and subject
 * @param algorithm what it is used with
 * @param createdAt when it was made
 */
@Immutable
public record KeyMetadata(KeyName name, int version, KeyId keyId, KeyAlgorithm algorithm, Instant createdAt) {

    /**
     * Checks that nothing is missing.
     *
     * @param name whose key it is and for what
     * @param version its number among the keys of that name, from 1
     * @param keyId its id, unique for the tenant and subject
     * @param algorithm what it is used with
     * @param createdAt when it was made
     * @throws IllegalArgumentException if the version is below 1
     */
    public KeyMetadata {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(createdAt, "createdAt");
        if (version < 1) {
            throw new IllegalArgumentException("key version is " + version + "; accepted are 1 and above");
        }
    }

    /**
     * Whose data the key protects.
     *
     * @return the tenant of the name
     */
    public TenantId tenant() {
        return name.tenant();
    }

    /**
     * Where its record is found.
     *
     * @return tenant, subject and key id
     */
    public KeyAddress address() {
        return new KeyAddress(name.tenant(), name.subject(), keyId);
    }
}
