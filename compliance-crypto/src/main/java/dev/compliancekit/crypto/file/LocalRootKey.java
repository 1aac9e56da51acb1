package dev.compliancekit.crypto.file;

import dev.compliancekit.core.Bytes;
import dev.compliancekit.crypto.Aead;
import dev.compliancekit.crypto.AssociatedData;
import dev.compliancekit.crypto.KeyId;
import dev.compliancekit.crypto.KeyUnavailableException;
import dev.compliancekit.crypto.SecretBytes;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A root key in this process: wraps as {@link Aead#xaes256Gcm} does, under its own id. */
final class LocalRootKey {

    static final int KEY_BYTES = 32;

    private static final int MAX_WRAPPED_KEY_BYTES = 1024;

    private final KeyId keyId;
    private volatile @Nullable Aead aead;

    /** The key is copied. */
    LocalRootKey(KeyId keyId, SecretBytes key, SecureRandom random) {
        this.keyId = keyId;
        this.aead = Aead.xaes256Gcm(keyId, key, random);
    }

    String id() {
        return keyId.toString();
    }

    WrappedKey wrap(SecretBytes key, AssociatedData associatedData) {
        if (key.size() > MAX_WRAPPED_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key has " + key.size() + " bytes; accepted are at most " + MAX_WRAPPED_KEY_BYTES);
        }
        byte[] bytes = key.toByteArray();
        try {
            byte[] wrapped = open().encrypt(bytes, associatedData.toByteArray());
            return new WrappedKey(id(), Bytes.copyOf(wrapped));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    SecretBytes unwrap(WrappedKey wrapped, AssociatedData associatedData) {
        Aead opened = open();
        if (!wrapped.rootKeyId().equals(id())) {
            throw new KeyUnavailableException(
                    "a key is wrapped under root key " + wrapped.rootKeyId() + "; this service holds root key " + id());
        }
        byte[] bytes = opened.decrypt(wrapped.ciphertext().toByteArray(), associatedData.toByteArray());
        SecretBytes key = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    private Aead open() {
        Aead opened = aead;
        if (opened == null) {
            throw new IllegalStateException("the key service was closed");
        }
        return opened;
    }

    void close() {
        aead = null;
    }
}
