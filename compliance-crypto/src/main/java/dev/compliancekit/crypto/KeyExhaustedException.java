package dev.compliancekit.crypto;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when a key has sealed as much as is safe for one key. Trying again does not help; a new key does. What the key
 * sealed still opens.
 */
public final class KeyExhaustedException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * The refusal.
     *
     * @param keyId which key
     * @param algorithm whose limit it is
     */
    public KeyExhaustedException(KeyId keyId, KeyAlgorithm algorithm) {
        super("key " + keyId + " has sealed as much as one key of " + algorithm.code()
                + " may; rotate it, and seal under the new key");
    }
}
