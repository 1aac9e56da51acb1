package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditSink;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals the fields of each tenant under a key of its own, and erases a tenant by destroying that key.
 *
 * <p>A tenant's key is made when the first value is sealed. It is 32 random bytes, kept in the key store wrapped under
 * the root key of the key service. A sealed value names its key; exactly that key of that tenant is tried.
 *
 * <p>The audit log knows every key before it seals anything: the event of a creation is appended first, and if it
 * cannot be appended, no key is made; so it may know a key that never came to be. The event of a destruction is
 * appended after the key is destroyed, and if that fails it is appended later: by calling {@link #shred} again, or when
 * the next {@code TenantKeys} is built over the same store. It may then stand in the log twice, with the same key id
 * and instant.
 *
 * <p>Unwrapped keys stay in memory until they are destroyed, displaced by others, or this is closed. One process at a
 * time should use a key store: a key destroyed by another process would stay usable in this one.
 *
 * <p><em>Thread-safe.</em>
 */
public final class TenantKeys implements Sealer, AutoCloseable {

    private final KeyLifecycle lifecycle;

    private TenantKeys(KeyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /**
     * Starts with what has no default.
     *
     * @param keyStore where the wrapped keys are; stays the caller's to close
     * @param keyService what wraps them; stays the caller's to close
     * @return a builder, not thread-safe
     */
    public static Builder builder(KeyStore keyStore, KeyService keyService) {
        return new Builder(keyStore, keyService);
    }

    /**
     * Seals a value for its place under the tenant's key, which is made if there is none yet.
     *
     * @param path where the value belongs; bound to the result as {@link AssociatedData#of(FieldPath)}
     * @param plaintext the value; read, neither kept nor changed
     * @return the sealed value, 45 bytes longer; {@code docs/formats/ciphertext.md} has every byte
     * @throws KeyDestroyedException if the tenant's key was destroyed
     * @throws KeyUnavailableException if the key store or key service cannot be reached, or the key's record is damaged
     * @throws ComplianceException if a key had to be made and the audit log could not take the event
     */
    @Override
    public byte[] seal(FieldPath path, byte[] plaintext) {
        Objects.requireNonNull(plaintext, "plaintext");
        Aead aead = lifecycle.sealingKeyOf(path.tenant()).aead();
        return aead.encrypt(plaintext, AssociatedData.of(path).toByteArray());
    }

    /**
     * Opens a sealed value at its place.
     *
     * @param path where the value belongs
     * @param sealed what {@link #seal} returned; read, neither kept nor changed
     * @return the value; or that the key it names was destroyed; or that the tenant has no key of that id, which is
     *     also the answer if the value is another tenant's or its key id was altered
     * @throws DecryptionException if the value was altered, was cut, is no sealed value, or belongs to another place
     * @throws KeyUnavailableException if the key store or key service cannot be reached, or the key's record is damaged
     */
    @Override
    public Opened open(FieldPath path, byte[] sealed) {
        KeyId keyId = Aead.keyIdOf(sealed).orElseThrow(DecryptionException::new);
        KeyLifecycle.Found found = lifecycle.find(path.tenant(), keyId);
        if (found instanceof KeyLifecycle.Found.Usable usable) {
            byte[] associatedData = AssociatedData.of(path).toByteArray();
            return new Opened.Plaintext(usable.key().aead().decrypt(sealed, associatedData));
        }
        return found instanceof KeyLifecycle.Found.Destroyed
                ? new Opened.Erased(keyId.toString())
                : new Opened.KeyMissing(keyId.toString());
    }

    /**
     * Whether a stored value is one that {@link #seal} made for the tenant: its format is right, and its key is or was
     * the tenant's. It does not decrypt, so it is quick enough to scan a whole store for {@link EncryptionCoverage};
     * {@link #open} tells for certain.
     *
     * @param tenant whose value it is
     * @param stored the value as it is stored; read, not kept
     * @return false for plaintext, and for what is sealed under a key that the tenant does not have
     * @throws KeyUnavailableException if the key store cannot be reached, or the key's record is damaged
     */
    public boolean isSealed(TenantId tenant, byte[] stored) {
        Optional<KeyId> keyId = Aead.keyIdOf(stored);
        return keyId.isPresent() && lifecycle.isKnown(tenant, keyId.get());
    }

    /**
     * Destroys all keys of a tenant, so that nothing sealed for it can be read again, wherever copies of it are. From
     * then on {@link #open} answers {@link Opened.Erased} and {@link #seal} throws. A tenant that had no key gets one
     * that is destroyed at once, so that it is closed just the same.
     *
     * <p>Doing it again changes nothing, and appends the event if the audit log does not have it yet. If this throws,
     * do it again.
     *
     * @param tenant whose keys
     * @param actor who orders it
     * @param reason why, 1 to 1,024 characters; no personal data
     * @return all keys of the tenant, destroyed, in the order of their ids, unmodifiable
     * @throws IllegalArgumentException if the reason is not accepted
     * @throws KeyUnavailableException if the key store cannot be reached, or a record is damaged
     * @throws ComplianceException if the audit log could not take the event; the keys are destroyed all the same
     */
    public List<KeySummary> shred(TenantId tenant, Actor actor, String reason) {
        lifecycle.destroyAll(tenant, actor, reason);
        return inventory(tenant);
    }

    /**
     * Every key there is or was, of all tenants.
     *
     * @return the keys in the order of tenants and ids, unmodifiable
     * @throws KeyUnavailableException if the key store cannot be reached, or a record is damaged
     */
    public List<KeySummary> inventory() {
        return lifecycle.tenants().stream()
                .flatMap(tenant -> inventory(tenant).stream())
                .toList();
    }

    /**
     * Every key that one tenant has or had.
     *
     * @param tenant whose keys
     * @return the keys in the order of their ids, unmodifiable
     * @throws KeyUnavailableException if the key store cannot be reached, or a record is damaged
     */
    public List<KeySummary> inventory(TenantId tenant) {
        return lifecycle.recordsOf(tenant).stream().map(KeySummary::of).toList();
    }

    /** Lets go of the unwrapped keys; the Java runtime's own copies go with the next garbage collection. */
    @Override
    public void close() {
        lifecycle.forgetAll();
    }

    /** Collects what the keys work with; not thread-safe. */
    public static final class Builder {

        private final KeyStore keyStore;
        private final KeyService keyService;
        private @Nullable SecureRandom random;
        private @Nullable InstantSource clock;
        private @Nullable AuditSink audit;

        private Builder(KeyStore keyStore, KeyService keyService) {
            this.keyStore = Objects.requireNonNull(keyStore, "keyStore");
            this.keyService = Objects.requireNonNull(keyService, "keyService");
        }

        /**
         * Where keys, key ids and nonces come from. There is no default.
         *
         * @param source a thread-safe generator
         * @return this builder
         */
        public Builder random(SecureRandom source) {
            this.random = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * What tells the time of creations and destructions. There is no default.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(InstantSource source) {
            this.clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Where creations and destructions of keys are logged. There is no default.
         *
         * @param sink the audit log
         * @return this builder
         */
        public Builder audit(AuditSink sink) {
            this.audit = Objects.requireNonNull(sink, "sink");
            return this;
        }

        /**
         * The keys, ready for use. Destructions that an earlier run could not log are logged now.
         *
         * @return the keys
         * @throws IllegalStateException if randomness, clock or audit log was not named
         * @throws KeyUnavailableException if the key store cannot be reached
         * @throws ComplianceException if there is a destruction to log and the audit log does not take it
         */
        public TenantKeys build() {
            if (random == null || clock == null || audit == null) {
                throw new IllegalStateException(
                        "randomness, clock or audit log was not named; accepted is a builder that was given all three");
            }
            KeyLifecycle lifecycle = new KeyLifecycle(
                    keyStore, new KeyWrapping(keyService, random), new KeyEvents(audit), random, clock);
            lifecycle.reportAll();
            return new TenantKeys(lifecycle);
        }
    }
}
