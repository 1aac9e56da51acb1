package dev.compliancekit.jdbc.retention;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * The database of retention cannot be read or written, or has tables of another version. What was committed before
 * stays; doing the same again is safe and completes it.
 */
public final class RetentionStoreException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what is wrong and what is accepted; nothing of what was being read or written
     */
    public RetentionStoreException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what is wrong; nothing of what was being read or written
     * @param cause what the driver said
     */
    public RetentionStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
