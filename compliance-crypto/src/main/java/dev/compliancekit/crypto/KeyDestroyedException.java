package dev.compliancekit.crypto;

import dev.compliancekit.core.ShreddedException;
import dev.compliancekit.core.TenantId;
import java.io.Serial;

/** Thrown when something is to be sealed under a key that was destroyed on purpose. No new key takes its place. */
public final class KeyDestroyedException extends ShreddedException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * The refusal.
     *
     * @param tenant whose key it was
     * @param keyId which key
     */
    public KeyDestroyedException(TenantId tenant, KeyId keyId) {
        super("key " + keyId + " of tenant " + tenant + " was destroyed; nothing can be sealed under it any more");
    }
}
