package dev.compliancekit.crypto;

import dev.compliancekit.core.SealBrokenException;
import java.io.Serial;

/**
 * Thrown when a ciphertext does not open: altered, cut, under another key, or at another place than it was made for.
 * One message and no cause, whatever the reason, so that it tells an attacker nothing (RFC 5116 section 2.2: the
 * special symbol FAIL).
 */
public final class DecryptionException extends SealBrokenException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The one refusal there is, with the one message it has. */
    public DecryptionException() {
        super("the ciphertext does not open");
    }
}
