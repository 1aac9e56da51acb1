package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import java.util.Objects;

/**
 * Where the record of one key is found: its id is unique for the tenant and subject that it belongs to.
 *
 * @param tenant whose data the key protects
 * @param subject the person whose data the key protects, or {@link SubjectId#ACCOUNT} for a key of the whole tenant
 * @param keyId which key
 */
@Immutable
public record KeyAddress(TenantId tenant, SubjectId subject, KeyId keyId) {

    /**
     * Checks that nothing is missing.
     *
     * @param tenant whose data the key protects
     * @param subject the person whose data the key protects, or {@link SubjectId#ACCOUNT}
     * @param keyId which key
     */
    public KeyAddress {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(keyId, "keyId");
    }

    /** Tenant and key id; not the subject. */
    @Override
    public String toString() {
        return "key " + keyId + " of tenant " + tenant;
    }
}
