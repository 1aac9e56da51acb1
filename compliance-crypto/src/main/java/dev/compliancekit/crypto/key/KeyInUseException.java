package dev.compliancekit.crypto.key;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/** Thrown when a key that is still needed is to be destroyed without an order to erase what it sealed. */
public final class KeyInUseException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    KeyInUseException(String message) {
        super(message);
    }
}
