package dev.compliancekit.crypto.key;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyDestroyedException;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.spi.KeyName;
import dev.compliancekit.crypto.spi.KeyPurpose;
import dev.compliancekit.crypto.stream.ChunkedAead;
import dev.compliancekit.crypto.stream.SealedPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The keys that seal the streams and files of tenants, backups among them. What is sealed names its key in its first
 * five bytes ({@link SealedPrefix}); exactly that key of that tenant is tried.
 *
 * <p><em>Thread-safe.</em>
 */
public final class TenantFiles {

    private static final String LABEL = "dev.compliancekit/file/v1";

    private final KeyLifecycle lifecycle;

    TenantFiles(KeyLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /**
     * What a file is bound to: moved to another tenant or name it does not open. The {@link AssociatedData} of the
     * label {@code dev.compliancekit/file/v1}, the tenant and the name.
     *
     * @param tenant whose file
     * @param name what the file is, for example {@code backup/2026-11-22/customers}; any text, not stored
     * @return the context for {@link ChunkedAead}
     */
    public static byte[] context(TenantId tenant, String name) {
        return AssociatedData.ofTexts(LABEL, tenant.value(), name).toByteArray();
    }

    /**
     * The newest key for the files of a tenant, made if there is none yet.
     *
     * @param tenant whose files
     * @return the key; writes its id in front of what it encrypts
     * @throws KeyDestroyedException if the tenant was shredded
     * @throws KeyUnavailableException if a key store or key service cannot be reached, or a key's record is damaged
     * @throws dev.compliancekit.core.ComplianceException if a key had to be made and the audit log could not take the
     *     event
     */
    public ChunkedAead newest(TenantId tenant) {
        KeyName name = new KeyName(tenant, SubjectId.ACCOUNT, KeyPurpose.FILES);
        return lifecycle.sealingKeyOf(name, KeyAlgorithm.CHUNKED_AES_256_GCM).chunkedAead();
    }

    /**
     * The key of an id, to open what was sealed under it.
     *
     * @param tenant whose file
     * @param keyId the id that the file names
     * @return the key
     * @throws KeyDestroyedException if it was destroyed: the file is erased
     * @throws DecryptionException if the id is that of a key for something else than files
     * @throws KeyUnavailableException if the tenant has no key of that id, which is also the answer if the file is
     *     another tenant's; or if a key store or key service cannot be reached, or the key's record is damaged
     */
    public ChunkedAead of(TenantId tenant, KeyId keyId) {
        Found found = lifecycle.find(tenant, SubjectId.ACCOUNT, keyId);
        if (found instanceof Found.Usable usable) {
            return usable.key().chunkedAead();
        }
        if (found instanceof Found.Destroyed) {
            throw new KeyDestroyedException(tenant, keyId);
        }
        throw new KeyUnavailableException("tenant " + tenant + " has no key " + keyId
                + "; accepted is a file of the tenant, and a key store that is not older than the file");
    }

    /**
     * Opens a stream that was sealed under any key of the tenant.
     *
     * @param tenant whose stream
     * @param name what it is, as when it was sealed
     * @param sealed the sealed bytes; closed with the result
     * @return the plaintext, of which every byte was authenticated before it is given out
     * @throws IOException if the beginning cannot be read
     * @throws DecryptionException if it is no sealed stream
     * @throws KeyDestroyedException if its key was destroyed
     * @throws KeyUnavailableException as {@link #of} throws it
     */
    public InputStream decrypting(TenantId tenant, String name, InputStream sealed) throws IOException {
        return SealedPrefix.decrypting(sealed, context(tenant, name), keyId -> of(tenant, keyId));
    }

    /**
     * The key that a sealed file names.
     *
     * @param tenant whose file
     * @param sealed the file; its first five bytes are read
     * @return the key
     * @throws IOException if it cannot be read
     * @throws DecryptionException if it is no sealed file
     * @throws KeyDestroyedException if its key was destroyed
     * @throws KeyUnavailableException as {@link #of} throws it
     */
    public ChunkedAead keyOf(TenantId tenant, Path sealed) throws IOException {
        return of(tenant, SealedPrefix.read(sealed).keyId());
    }
}
