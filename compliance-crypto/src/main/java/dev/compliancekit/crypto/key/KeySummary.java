package dev.compliancekit.crypto.key;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the inventory of keys: everything that is known of a key, and nothing that is secret. */
@Immutable
public final class KeySummary {

    private final KeyMetadata metadata;

    @SuppressWarnings("Immutable") // Instant is immutable; the checker does not see it through the null annotation
    private final @Nullable Instant destroyedAt;

    private KeySummary(KeyMetadata metadata, @Nullable Instant destroyedAt) {
        this.metadata = metadata;
        this.destroyedAt = destroyedAt;
    }

    /**
     * The summary of a record.
     *
     * @param keyRecord what a key store holds
     * @return the summary
     */
    public static KeySummary of(KeyRecord keyRecord) {
        Instant destroyedAt = keyRecord instanceof KeyRecord.Destroyed destroyed ? destroyed.destroyedAt() : null;
        return new KeySummary(keyRecord.metadata(), destroyedAt);
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
     * Its id.
     *
     * @return the id, unique within the tenant
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
        return destroyedAt == null ? KeyStatus.ACTIVE : KeyStatus.DESTROYED;
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
     * @return the instant, or empty if it is active
     */
    public Optional<Instant> destroyedAt() {
        return Optional.ofNullable(destroyedAt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySummary that
                && metadata.equals(that.metadata)
                && Objects.equals(destroyedAt, that.destroyedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(metadata, destroyedAt);
    }

    /** Tenant, key id and status. */
    @Override
    public String toString() {
        return "KeySummary[" + tenant() + " " + keyId() + " " + status() + "]";
    }
}
