package dev.compliancekit.crypto.key;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.LookupTags;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.search.BlindIndex;
import dev.compliancekit.crypto.search.IndexedField;
import dev.compliancekit.crypto.spi.EpochStore;
import dev.compliancekit.crypto.spi.KeyAddress;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.spi.KeyService;
import dev.compliancekit.crypto.spi.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Seals the fields of each tenant under keys of its own, and erases a tenant or a person by destroying keys.
 *
 * <p>The root key of the key service wraps the keys of epochs; they wrap the key of each tenant; epoch and tenant
 * together wrap the tenant's data keys, by purpose and version, and, if asked for, keys for each person. A sealed value
 * names its key; exactly that key of that tenant and subject is tried. Keys are made when they are first needed.
 *
 * <p>The audit log knows every key before it seals anything: the event of a creation is appended first, and if it
 * cannot be appended, no key is made; so it may know a key that never came to be. The event of a destruction is
 * appended after the key is destroyed, and if that fails it is appended later: by shredding again, or when the next
 * {@code TenantKeys} is built over the same store. It may then stand in the log twice, with the same key id and
 * instant.
 *
 * <p>Unwrapped keys stay in memory within {@link KeyCacheLimits}, until they are destroyed or this is closed.
 *
 * <p><em>Thread-safe.</em>
 */
public final class TenantKeys implements Sealer, AutoCloseable {

    private final KeyParts parts;
    private final KeyLifecycle lifecycle;
    private final KeyErasure erasure;
    private final KeyInventory inventory;
    private final Epochs epochs;
    private final KeyExchange exchange;
    private final TenantFiles files;
    private final TenantTags tags;

    TenantKeys(KeyParts parts) {
        this.parts = parts;
        this.lifecycle = new KeyLifecycle(parts);
        this.erasure = new KeyErasure(parts, lifecycle);
        this.inventory = new KeyInventory(parts);
        this.epochs = new Epochs(parts);
        this.exchange = new KeyExchange(parts, lifecycle);
        this.files = new TenantFiles(lifecycle);
        this.tags = new TenantTags(parts, lifecycle);
    }

    /** Sees to what an earlier run left, and to the first epoch of a new store. */
    TenantKeys started() {
        epochs.beginFirst();
        epochs.reportAll();
        erasure.destroyRemembered();
        erasure.reportAll();
        return this;
    }

    /**
     * Starts with what has no default.
     *
     * @param keyStore where the wrapped keys are; stays the caller's to close
     * @param epochStore where the keys of epochs are, outside every backup; stays the caller's to close
     * @param keyService what wraps the keys of epochs; stays the caller's to close
     * @return a builder, not thread-safe
     */
    public static TenantKeysBuilder builder(KeyStore keyStore, EpochStore epochStore, KeyService keyService) {
        return new TenantKeysBuilder(keyStore, epochStore, keyService);
    }

    /**
     * Seals a value for its place under the newest key of the tenant, or of the subject if subjects have keys, which is
     * made if there is none yet.
     *
     * @param path where the value belongs; bound to the result as {@link AssociatedData#of(FieldPath)}
     * @param plaintext the value; read, neither kept nor changed
     * @return the sealed value, 45 bytes longer; {@code docs/formats/ciphertext.md} has every byte
     * @throws KeyDestroyedException if the key of the tenant or subject was destroyed
     * @throws KeyUnavailableException if a key store or key service cannot be reached, or a key's record is damaged
     * @throws ComplianceException if a key had to be made and the audit log could not take the event
     */
    @Override
    public byte[] seal(FieldPath path, byte[] plaintext) {
        Objects.requireNonNull(plaintext, "plaintext");
        return fieldKeyOf(path).aead().encrypt(plaintext, AssociatedData.encode(path));
    }

    /** The newest key for a field, made if there is none yet. */
    DataKey fieldKeyOf(FieldPath path) {
        KeyName name = new KeyName(path.tenant(), parts.subjectKeys().ownerOf(path.subject()), KeyPurpose.FIELDS);
        return lifecycle.sealingKeyOf(name, KeyAlgorithm.XAES_256_GCM);
    }

    /**
     * Opens a sealed value at its place.
     *
     * @param path where the value belongs
     * @param sealed what {@link #seal} returned; read, neither kept nor changed
     * @return the value; or that the key it names was destroyed; or that there is no key of that id, which is also the
     *     answer if the value is another tenant's or its key id was altered
     * @throws DecryptionException if the value was altered, was cut, is no sealed value, or belongs to another place
     * @throws KeyUnavailableException if a key store or key service cannot be reached, or the key's record is damaged
     */
    @Override
    public Opened open(FieldPath path, byte[] sealed) {
        KeyId keyId = Aead.keyIdOf(sealed).orElseThrow(DecryptionException::new);
        Found found = lifecycle.find(path.tenant(), path.subject(), keyId);
        if (found instanceof Found.Usable usable) {
            byte[] associatedData = AssociatedData.encode(path);
            return new Opened.Plaintext(usable.key().aead().decrypt(sealed, associatedData));
        }
        return found instanceof Found.Destroyed
                ? new Opened.Erased(keyId.toString())
                : new Opened.KeyMissing(keyId.toString());
    }

    /**
     * Whether a stored value is one that {@link #seal} made: its format is right, and its key is or was the tenant's or
     * the subject's. It does not decrypt, so it is quick enough to scan a whole store; {@link #open} tells for certain.
     *
     * @param tenant whose value it is
     * @param subject the person it is about, or {@link SubjectId#ACCOUNT}
     * @param stored the value as it is stored; read, not kept
     * @return false for plaintext, and for what is sealed under a key that the tenant does not have
     * @throws KeyUnavailableException if a key store or key service cannot be reached, or the key's record is damaged
     */
    public boolean isSealed(TenantId tenant, SubjectId subject, byte[] stored) {
        Optional<KeyId> keyId = Aead.keyIdOf(stored);
        return keyId.isPresent() && !(lifecycle.find(tenant, subject, keyId.get()) instanceof Found.Missing);
    }

    /**
     * Makes a new version of a key, which seals from now on. The old one opens what it sealed; {@link Reencryption}
     * brings values over, {@link #destroyUnused} ends it.
     *
     * @param name whose key and for what
     * @return the new key
     * @throws IllegalArgumentException if there is no key of that name yet
     * @throws KeyDestroyedException if the key of the name was destroyed
     * @throws KeyUnavailableException if a key store or key service cannot be reached
     * @throws ComplianceException if the audit log could not take the event; no key was made then
     */
    public KeySummary rotate(KeyName name) {
        return KeySummary.usable(lifecycle.rotate(name).metadata(), KeyStatus.ACTIVE);
    }

    /**
     * Destroys the key of a tenant, under which all its other keys are wrapped, so that nothing sealed for it can be
     * read again, wherever copies of it are; old copies of the key store stay dangerous until the epoch ends, see
     * {@link EpochPolicy#unreadableAfter}. From then on {@link #open} answers {@link Opened.Erased} and {@link #seal}
     * throws. A tenant that had no key gets one that is destroyed at once, so that it is closed just the same.
     *
     * <p>Doing it again changes nothing, and appends the event if the audit log does not have it yet. If this throws,
     * do it again.
     *
     * @param tenant whose keys
     * @param actor who orders it
     * @param reason why, 1 to 1,024 characters; no personal data
     * @return the keys of the tenant, all destroyed, in no particular order, unmodifiable; those of subjects are not
     *     listed, and are destroyed with them
     * @throws IllegalArgumentException if the reason is not accepted
     * @throws KeyUnavailableException if a key store cannot be reached, or a record is damaged
     * @throws ComplianceException if the audit log could not take the event; the keys are destroyed all the same
     */
    public List<KeySummary> shred(TenantId tenant, Actor actor, String reason) {
        erasure.shredTenant(tenant, actor, reason);
        return inventory.of(tenant, SubjectId.ACCOUNT);
    }

    /**
     * Destroys all keys of a person, so that nothing sealed for them can be read again. What was sealed under the
     * tenant's key, because subjects had no keys then, stays readable: reseal it first. Otherwise like
     * {@link #shred(TenantId, Actor, String)}.
     *
     * @param tenant whose data
     * @param subject the person; not {@link SubjectId#ACCOUNT}
     * @param actor who orders it
     * @param reason why, 1 to 1,024 characters; no personal data
     * @return the keys of the subject, all destroyed, unmodifiable
     * @throws IllegalArgumentException if the reason is not accepted, or the subject is the account
     * @throws KeyUnavailableException if a key store cannot be reached, or a record is damaged
     * @throws ComplianceException if the audit log could not take the event; the keys are destroyed all the same
     */
    public List<KeySummary> shred(TenantId tenant, SubjectId subject, Actor actor, String reason) {
        if (subject.equals(SubjectId.ACCOUNT)) {
            throw new IllegalArgumentException(
                    "subject is the account; accepted is a person, and for the account the order about the tenant");
        }
        erasure.shredSubject(tenant, subject, actor, reason);
        return inventory.of(tenant, subject);
    }

    /**
     * Destroys a retired key that seals nothing any more.
     *
     * @param address whose key and which
     * @param usage counts what it still seals; asked before anything is destroyed
     * @param actor who orders it
     * @param reason why, 1 to 1,024 characters; no personal data
     * @throws KeyInUseException if it still seals something, or is the newest of its name
     * @throws IllegalArgumentException if there is no such key, or the reason is not accepted
     * @throws KeyUnavailableException if a key store cannot be reached, or a record is damaged
     * @throws ComplianceException if the audit log could not take the event; the key is destroyed all the same
     */
    public void destroyUnused(KeyAddress address, KeyUsage usage, Actor actor, String reason) {
        erasure.destroyUnused(address, usage, actor, reason);
    }

    /** {@return every key there is or was, also those of subjects; thread-safe} */
    public KeyInventory inventory() {
        return inventory;
    }

    /** {@return what makes old copies of the key store worthless; thread-safe} */
    public Epochs epochs() {
        return epochs;
    }

    /** {@return the keys that seal streams and files; thread-safe} */
    public TenantFiles files() {
        return files;
    }

    /**
     * The blind index over a column of a tenant, under the tenant's key for search, which is made if there is none yet.
     *
     * @param field the column
     * @return the index, to be closed by the caller
     * @throws KeyDestroyedException if the tenant was shredded
     * @throws KeyUnavailableException if a key store or key service cannot be reached, or a key's record is damaged
     * @throws ComplianceException if a key had to be made and the audit log could not take the event
     */
    public BlindIndex blindIndex(IndexedField field) {
        KeyName name = new KeyName(field.tenant(), SubjectId.ACCOUNT, KeyPurpose.SEARCH);
        DataKey key = lifecycle.sealingKeyOf(name, KeyAlgorithm.HMAC_SHA_256);
        return parts.primitives().blindIndex(key.searchKey(), field);
    }

    /**
     * Tags to find sealed log entries by, under the tenant's key for search: exact blind indexes of 128 bits.
     *
     * @return the tags, thread-safe; {@link LookupTags#everyTag} has one for each version of the key
     */
    public LookupTags tags() {
        return tags;
    }

    /**
     * The way out for keys, and the way in.
     *
     * @return the exchange, thread-safe
     */
    public KeyExchange exchange() {
        return exchange;
    }

    /**
     * What the cache of unwrapped keys did since this was built.
     *
     * @return the numbers
     */
    public KeyCacheStatistics cacheStatistics() {
        return parts.cache().statistics();
    }

    /**
     * Ends all sessions of nonces at once. Call it when the process goes on from an image that may be used more than
     * once (checkpoint and restore, a cloned virtual machine), before anything is sealed: see
     * {@link Aead#renewSessions}.
     */
    public void renewSessions() {
        parts.cache().keys().forEach(DataKey::renewSessions);
    }

    /** Lets go of the unwrapped keys; the Java runtime's own copies go with the next garbage collection. */
    @Override
    public void close() {
        parts.cache().clear();
        parts.epochs().close();
    }
}
