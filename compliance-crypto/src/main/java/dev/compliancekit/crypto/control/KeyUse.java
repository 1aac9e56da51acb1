package dev.compliancekit.crypto.control;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyId;
import java.util.Objects;

/**
 * How many stored values are under one key. The count is the caller's, who knows the stores; the key id stands in front
 * of every ciphertext.
 *
 * @param tenant whose key it is
 * @param subject the person whose key it is, or {@link SubjectId#ACCOUNT}
 * @param keyId the key
 * @param values how many values it still protects, backups too, 0 or more
 */
@Immutable
public record KeyUse(TenantId tenant, SubjectId subject, KeyId keyId, long values) {

    /**
     * Checks the number.
     *
     * @param tenant whose key it is
     * @param subject the person whose key it is, or {@link SubjectId#ACCOUNT}
     * @param keyId the key
     * @param values how many values it still protects, backups too, 0 or more
     * @throws IllegalArgumentException if the number is negative
     */
    public KeyUse {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(keyId, "keyId");
        if (values < 0) {
            throw new IllegalArgumentException("number of values is " + values + "; accepted are 0 and above");
        }
    }
}
