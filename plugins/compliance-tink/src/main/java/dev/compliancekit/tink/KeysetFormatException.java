package dev.compliancekit.tink;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when a keyset of Tink cannot be taken: it is no keyset, or has a key that this library has no use for. The
 * message is one sentence: which key or place, what is wrong with it, what is accepted; never a key. Nothing was taken.
 */
public final class KeysetFormatException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    KeysetFormatException(String message) {
        super(message);
    }
}
