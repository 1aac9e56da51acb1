package dev.compliancekit.tink;

import dev.compliancekit.crypto.KeyAlgorithm;
import java.util.Optional;

/** The key types of Tink that have an algorithm here. */
enum TinkKeyType {
    XAES_256_GCM(KeyAlgorithm.XAES_256_GCM, "XAesGcmKey"),
    AES_256_GCM(KeyAlgorithm.AES_256_GCM, "AesGcmKey");

    /** XAesGcmParams.salt_size; Tink's XAES_256_GCM has this one, which with 12 bytes of nonce makes 24. */
    static final int SALT_BYTES = 12;

    static final int KEY_BYTES = 32;

    private final KeyAlgorithm algorithm;
    private final String url;

    TinkKeyType(KeyAlgorithm algorithm, String message) {
        this.algorithm = algorithm;
        this.url = "type.googleapis.com/google.crypto.tink." + message;
    }

    KeyAlgorithm algorithm() {
        return algorithm;
    }

    String url() {
        return url;
    }

    static Optional<TinkKeyType> of(KeyAlgorithm algorithm) {
        for (TinkKeyType type : values()) {
            if (type.algorithm == algorithm) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    static Optional<TinkKeyType> parse(String url) {
        for (TinkKeyType type : values()) {
            if (type.url.equals(url)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
