package dev.compliancekit.crypto.spi;

import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;

/**
 * Wraps and unwraps keys under a root key that never leaves it (NIST SP 800-57 part 1 section 6.2.2.3: key-wrapping
 * key).
 *
 * <p>Promises of every implementation:
 *
 * <ul>
 *   <li>It is thread-safe.
 *   <li>Unwrapping what was wrapped, with equal associated data, gives the same key, also after the service was closed
 *       and opened again.
 *   <li>Wrapping one key twice gives different ciphertexts.
 *   <li>A ciphertext of which one bit was changed, a cut one, and one with other associated data do not unwrap.
 *   <li>Neither the root key nor a wrapped key in clear is in a ciphertext, an exception or a log.
 *   <li>Key material handed in is not closed; key material handed out is the caller's to close.
 * </ul>
 */
public interface KeyService extends AutoCloseable {

    /**
     * The root key that {@link #wrap} uses now.
     *
     * @return its id, 1 to 256 visible ASCII characters, the same until the root key is rotated
     */
    String rootKeyId();

    /**
     * Encrypts a key under the current root key.
     *
     * @param key the key, 1 to 1,024 bytes; read, not kept, not closed
     * @param associatedData bound to the result, not stored in it
     * @return the wrapped key, naming {@link #rootKeyId}
     * @throws KeyUnavailableException if the service cannot be reached
     * @throws IllegalArgumentException if the key is too long
     * @throws IllegalStateException if the service was closed
     */
    WrappedKey wrap(SecretBytes key, AssociatedData associatedData);

    /**
     * Decrypts a wrapped key under the root key that it names.
     *
     * @param wrapped what {@link #wrap} returned
     * @param associatedData the same as when wrapping
     * @return the key, to be closed by the caller
     * @throws DecryptionException if it was altered, or wrapped with other associated data
     * @throws KeyUnavailableException if the service cannot be reached, or does not hold the root key that is named
     * @throws IllegalStateException if the service was closed
     */
    SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData);

    /** Wipes what the service holds in memory. Closing again does nothing. */
    @Override
    void close();
}
