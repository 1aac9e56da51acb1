package dev.compliancekit.audit;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when the log's files cannot be written, read or locked. What was being appended is not acknowledged. After a
 * failed write the log takes no more events until it is closed and opened again; then it is safe to retry.
 */
public final class AuditStoreException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause.
     *
     * @param message one sentence: what could not be done, and what to do
     */
    public AuditStoreException(String message) {
        super(message);
    }

    /**
     * A failure that keeps its cause.
     *
     * @param message one sentence: what could not be done, and what to do
     * @param cause what the file system reported
     */
    public AuditStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
