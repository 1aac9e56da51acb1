package dev.compliancekit.crypto.stream;

import dev.compliancekit.crypto.DecryptionException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.internal.engine.CipherSource;
import dev.compliancekit.crypto.internal.engine.Hkdf;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads streams that Tink encrypted with a key of type AES-GCM-HKDF streaming, to move them to {@link ChunkedAead}. It
 * does not write them: the format does not commit to its key, and larger segments start slowly.
 *
 * <p><em>Thread-safe</em>; the streams that it makes are not.
 */
public final class TinkStreaming {

    static final int NONCE_PREFIX_BYTES = 7;
    static final int TAG_BYTES = 16;

    private static final int MIN_KEY_BYTES = 16;
    private static final int MAX_SEGMENT_BYTES = 64 << 20;

    private final byte[] key;
    private final Hash hash;
    private final int derivedKeyBytes;
    private final int segmentBytes;
    private final CipherSource ciphers = CipherSource.jdk();

    /** The hash function of the HKDF, by its name in a Tink key. */
    public enum Hash {
        /** HMAC-SHA-1. */
        SHA1(Hkdf.SHA_1),
        /** HMAC-SHA-256, that of Tink's templates. */
        SHA256(Hkdf.SHA_256),
        /** HMAC-SHA-512. */
        SHA512(Hkdf.SHA_512);

        private final Hkdf hkdf;

        Hash(Hkdf hkdf) {
            this.hkdf = hkdf;
        }
    }

    private TinkStreaming(SecretBytes key, Hash hash, int derivedKeyBytes, int segmentBytes) {
        this.key = key.toByteArray();
        this.hash = Objects.requireNonNull(hash, "hash");
        this.derivedKeyBytes = derivedKeyBytes;
        this.segmentBytes = segmentBytes;
    }

    /**
     * A key as it stands in a Tink keyset, under the names {@code keyValue}, {@code hkdfHashType},
     * {@code derivedKeySize} and {@code ciphertextSegmentSize}.
     *
     * @param key at least 16 bytes, and at least as many as the derived keys; copied
     * @param hash of the HKDF
     * @param derivedKeyBytes 16 or 32
     * @param segmentBytes the size of a segment of ciphertext, more than header and tag and up to 64 MiB; a reader
     *     needs memory for two
     * @return the reader
     * @throws IllegalArgumentException if one of them is not accepted
     */
    public static TinkStreaming aesGcmHkdf(SecretBytes key, Hash hash, int derivedKeyBytes, int segmentBytes) {
        if (derivedKeyBytes != 16 && derivedKeyBytes != 32) {
            throw new IllegalArgumentException("derivedKeyBytes is " + derivedKeyBytes + "; accepted are 16 and 32");
        }
        if (key.size() < Math.max(MIN_KEY_BYTES, derivedKeyBytes)) {
            throw new IllegalArgumentException(
                    "key has " + key.size() + " bytes; accepted are 16 and above, and no less than the derived keys");
        }
        int least = 1 + derivedKeyBytes + NONCE_PREFIX_BYTES + TAG_BYTES + 1;
        if (segmentBytes < least || segmentBytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes is " + segmentBytes + "; accepted are " + least + " to " + MAX_SEGMENT_BYTES);
        }
        return new TinkStreaming(key, hash, derivedKeyBytes, segmentBytes);
    }

    /**
     * Decrypts as it is read. Its {@code read} throws {@link DecryptionException} for what does not open, and does so
     * again if it is called again. No byte is handed out before its segment was authenticated; the message is complete
     * when the end was reached.
     *
     * @param ciphertext what Tink wrote, read to its end; closed with the stream
     * @param associatedData as given to Tink; copied
     * @return the plaintext
     */
    public InputStream decrypting(InputStream ciphertext, byte[] associatedData) {
        return new TinkStreamingInput(Objects.requireNonNull(ciphertext, "ciphertext"), this, associatedData.clone());
    }

    int headerBytes() {
        return 1 + derivedKeyBytes + NONCE_PREFIX_BYTES;
    }

    int segmentBytes() {
        return segmentBytes;
    }

    int derivedKeyBytes() {
        return derivedKeyBytes;
    }

    CipherSource ciphers() {
        return ciphers;
    }

    byte[] derive(byte[] salt, byte[] associatedData) {
        return hash.hkdf.expand(hash.hkdf.extract(salt, key), associatedData, derivedKeyBytes);
    }
}
