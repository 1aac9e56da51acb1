package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.util.Objects;

/**
 * Whose key it is and for what. The keys of one name are numbered by version, from 1.
 *
 * @param tenant whose data the key protects
 * @param subject the person whose data the key protects, or {@link SubjectId#ACCOUNT} for a key of the whole tenant
 * @param purpose what the key is used for
 */
@Immutable
public record KeyName(TenantId tenant, SubjectId subject, KeyPurpose purpose) {

    /**
     * Checks that nothing is missing.
     *
     * @param tenant whose data the key protects
     * @param subject the person whose data the key protects, or {@link SubjectId#ACCOUNT} for a key of the whole tenant
     * @param purpose what the key is used for
     */
    public KeyName {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(purpose, "purpose");
    }
}
