package dev.compliancekit.crypto;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * Authenticated encryption with associated data (RFC 5116) under one key. It hides the plaintext, not its length, and
 * refuses every change of ciphertext or associated data. It does not commit to the key: find the one key to try by its
 * id, and never try several.
 *
 * <p><em>Thread-safe.</em>
 */
public sealed interface Aead permits Xaes256Gcm {

    /**
     * C2SP XAES-256-GCM with 24 fresh random bytes a message as nonce, in Tink's wire format: {@code 01}, key id (4
     * bytes, big endian), nonce, ciphertext, tag; 45 bytes longer than the plaintext. Tink opens it with a key of type
     * XAES_256_GCM, a 12-byte salt and the TINK prefix. Good for 2^80 messages under one key.
     *
     * @param keyId the id to write, and the only one accepted when decrypting
     * @param key 32 bytes; copied
     * @param random where the nonces come from
     * @return the primitive
     * @throws IllegalArgumentException if the key does not have 32 bytes
     */
    static Aead xaes256Gcm(KeyId keyId, SecretBytes key, SecureRandom random) {
        return new Xaes256Gcm(keyId, key, random);
    }

    /**
     * The key id in front of a ciphertext, to find the one key to try. It is not authenticated by itself: a ciphertext
     * with a changed key id names another key, or none.
     *
     * @param ciphertext any bytes; read, not kept
     * @return the key id, or empty if the bytes are no ciphertext of any algorithm here
     */
    static Optional<KeyId> keyIdOf(byte[] ciphertext) {
        return Xaes256Gcm.isCandidate(ciphertext) ? Optional.of(TinkPrefix.readKeyId(ciphertext)) : Optional.empty();
    }

    /**
     * Encrypts.
     *
     * @param plaintext any length up to 2,147,483,000 bytes; read, not kept
     * @param associatedData bound, not stored; may be empty; read, not kept
     * @return the ciphertext with key id, nonce and tag, a new array
     * @throws IllegalArgumentException if the plaintext is too long
     */
    byte[] encrypt(byte[] plaintext, byte[] associatedData);

    /**
     * Decrypts what {@link #encrypt} returned for the same associated data. No plaintext is released before all of it
     * is authenticated.
     *
     * @param ciphertext with key id, nonce and tag; read, not kept
     * @param associatedData the same bytes as when encrypting; read, not kept
     * @return the plaintext, a new array
     * @throws DecryptionException if it does not open, whatever the reason
     */
    byte[] decrypt(byte[] ciphertext, byte[] associatedData);
}
