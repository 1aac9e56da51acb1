package dev.compliancekit.crypto.key;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyPurpose;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the inventory of keys: everything that is known of a key, and nothing that is secret. */
@Immutable
public final class KeySummary {

    private final KeyMetadata metadata;
    private final KeyStatus status;

    @SuppressWarnings("Immutable") // Instant is immutable; the checker does not see it through the null annotation
    private final @Nullable Instant destroyedAt;

    private KeySummary(KeyMetadata metadata, KeyStatus status, @Nullable Instant destroyedAt) {
        this.metadata = Objects.requireNonNull(metadata, "metadata");
        this.status = status;
        this.destroyedAt = destroyedAt;
    }

    /**
     * The summary of a key that can be used.
     *
     * @param metadata what is known of it
     * @param status {@link KeyStatus#ACTIVE} or {@link KeyStatus#RETIRED}
     * @return the summary
     * @throws IllegalArgumentException if the status is {@link KeyStatus#DESTROYED}
     */
    public static KeySummary usable(KeyMetadata metadata, KeyStatus status) {
        if (status == KeyStatus.DESTROYED) {
            throw new IllegalArgumentException("status is DESTROYED; accepted are ACTIVE and RETIRED");
        }
        return new KeySummary(metadata, status, null);
    }

    /**
     * The summary of a destroyed key.
     *
     * @param metadata what was known of it
     * @param destroyedAt when it was destroyed, or the tenant's key that wraps it
     * @return the summary
     */
    public static KeySummary destroyed(KeyMetadata metadata, Instant destroyedAt) {
        return new KeySummary(metadata, KeyStatus.DESTROYED, Objects.requireNonNull(destroyedAt, "destroyedAt"));
    }

    /**
     * Whose data the key protects.
     *
     * @return the tenant
     */
    public TenantId tenant() {
        return metadata.tenant();
    }

    /**
     * The person whose data the key protects.
     *
     * @return the subject, or {@link SubjectId#ACCOUNT} for a key of the whole tenant
     */
    public SubjectId subject() {
        return metadata.name().subject();
    }

    /**
     * What the key is used for.
     *
     * @return the purpose
     */
    public KeyPurpose purpose() {
        return metadata.name().purpose();
    }

    /**
     * Its number among the keys of the same tenant, subject and purpose.
     *
     * @return the version, from 1
     */
    public int version() {
        return metadata.version();
    }

    /**
     * Where its record is found.
     *
     * @return tenant, subject and id
     */
    public KeyAddress address() {
        return metadata.address();
    }

    /**
     * Its id.
     *
     * @return the id, unique for the tenant and subject
     */
    public KeyId keyId() {
        return metadata.keyId();
    }

    /**
     * What it is used with.
     *
     * @return the algorithm
     */
    public KeyAlgorithm algorithm() {
        return metadata.algorithm();
    }

    /**
     * Where it stands in its life.
     *
     * @return the status
     */
    public KeyStatus status() {
        return status;
    }

    /**
     * When it was made.
     *
     * @return the instant
     */
    public Instant createdAt() {
        return metadata.createdAt();
    }

    /**
     * When it was destroyed.
     *
     * @return the instant, or empty if it was not
     */
    public Optional<Instant> destroyedAt() {
        return Optional.ofNullable(destroyedAt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySummary that
                && metadata.equals(that.metadata)
                && status == that.status
                && Objects.equals(destroyedAt, that.destroyedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(metadata, status, destroyedAt);
    }

    /** Tenant, key id and status. */
    @Override
    public String toString() {
        return "KeySummary[" + tenant() + " " + keyId() + " " + status() + "]";
    }
}
