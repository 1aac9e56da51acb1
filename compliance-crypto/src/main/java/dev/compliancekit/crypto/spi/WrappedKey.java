package dev.compliancekit.crypto.spi;

import com.google.errorprone.annotations.Immutable;
import dev.compliancekit.core.Bytes;
import java.util.Objects;

/**
 * A key encrypted under a root key. Not a secret: without the root key it is as good as random.
 *
 * @param rootKeyId the root key that unwraps it, as the key service names it, 1 to 256 visible ASCII characters
 * @param ciphertext what the key service made of the key, 1 to 4,096 bytes
 */
@Immutable
public record WrappedKey(String rootKeyId, Bytes ciphertext) {

    private static final int MAX_ROOT_KEY_ID = 256;
    private static final int MAX_CIPHERTEXT_BYTES = 4096;

    /**
     * Checks both parts.
     *
     * @param rootKeyId the root key that unwraps it, as the key service names it, 1 to 256 visible ASCII characters
     * @param ciphertext what the key service made of the key, 1 to 4,096 bytes
     * @throws IllegalArgumentException if one is not accepted
     */
    public WrappedKey {
        Objects.requireNonNull(ciphertext, "ciphertext");
        if (rootKeyId.isEmpty()
                || rootKeyId.length() > MAX_ROOT_KEY_ID
                || !rootKeyId.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "root key id is not accepted; accepted are 1 to " + MAX_ROOT_KEY_ID + " visible ASCII characters");
        }
        if (ciphertext.size() < 1 || ciphertext.size() > MAX_CIPHERTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "wrapped key has " + ciphertext.size() + " bytes; accepted are 1 to " + MAX_CIPHERTEXT_BYTES);
        }
    }
}
