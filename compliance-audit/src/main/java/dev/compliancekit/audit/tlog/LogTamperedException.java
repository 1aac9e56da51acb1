package dev.compliancekit.audit.tlog;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * Thrown when a log, or evidence about it, is not what it was signed or hashed to be: an altered entry, a proof that
 * does not verify, a signature of another key. Repeating the call does not help.
 */
public sealed class LogTamperedException extends ComplianceException permits MissingFileException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what does not fit.
     *
     * @param message one sentence: what does not fit and where, with both hashes where there are two
     */
    public LogTamperedException(String message) {
        super(message);
    }

    /**
     * Says what does not fit, and keeps what was found underneath.
     *
     * @param message one sentence: what does not fit and where
     * @param cause what was found underneath
     */
    public LogTamperedException(String message, Throwable cause) {
        super(message, cause);
    }
}
