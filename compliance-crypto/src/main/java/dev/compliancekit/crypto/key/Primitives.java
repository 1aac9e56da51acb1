package dev.compliancekit.crypto.key;

import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.KeyAlgorithm;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.NonceMode;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.search.BlindIndex;
import dev.compliancekit.crypto.search.IndexedField;
import dev.compliancekit.crypto.spi.KeyMetadata;
import dev.compliancekit.crypto.stream.ChunkedAead;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes of an unwrapped key what its algorithm says, with the caller's randomness, clock and provider. */
record Primitives(
        SecureRandom random,
        InstantSource clock,
        NonceMode nonces,
        @Nullable Provider provider) {

    /** Copies what it needs of the key. */
    Object of(KeyMetadata metadata, SecretBytes key) {
        return switch (metadata.algorithm()) {
            case XAES_256_GCM, AES_256_GCM -> aead(metadata.keyId(), key, metadata.algorithm(), nonces);
            case CHUNKED_AES_256_GCM -> chunkedAead(metadata.keyId(), key);
            case HMAC_SHA_256 -> copyOf(key);
            case KEY_WRAPPING ->
                throw new IllegalStateException(metadata.address() + " wraps other keys; accepted is a data key");
        };
    }

    private ChunkedAead chunkedAead(KeyId keyId, SecretBytes key) {
        ChunkedAead aead = ChunkedAead.aes256Gcm(key, random).withKeyId(keyId);
        return provider == null ? aead : aead.withProvider(provider);
    }

    private static SecretBytes copyOf(SecretBytes key) {
        byte[] bytes = key.toByteArray();
        try {
            return SecretBytes.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    BlindIndex blindIndex(SecretBytes key, IndexedField field) {
        return provider == null ? BlindIndex.open(key, field) : BlindIndex.open(key, field, provider);
    }

    /** For keys that wrap other keys: AES-256-GCM with random nonces, set up once and not for every message. */
    Aead wrapping(int epoch, SecretBytes key) {
        return aead(new KeyId(epoch), key, KeyAlgorithm.AES_256_GCM, NonceMode.STRICT);
    }

    private Aead aead(KeyId keyId, SecretBytes key, KeyAlgorithm algorithm, NonceMode mode) {
        Aead.Builder builder =
                Aead.builder(keyId, key, random, clock).algorithm(algorithm).nonces(mode);
        return (provider == null ? builder : builder.provider(provider)).build();
    }
}
