package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * The erasure ledger could not be created, opened, read or written. Nothing may be erased and no restored store may be
 * opened until it can be; opening it again is safe.
 */
public final class ErasureLedgerException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    ErasureLedgerException(String message) {
        super(message);
    }

    ErasureLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
