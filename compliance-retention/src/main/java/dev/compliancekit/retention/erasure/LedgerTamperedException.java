package dev.compliancekit.retention.erasure;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/**
 * The erasure ledger is not what was written: a line was changed, removed or added, or the key is another one. The
 * ledger is never repaired by cutting; it must be replaced by a true copy.
 */
public final class LedgerTamperedException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The first line that is not as it was written. */
    private final int line;

    LedgerTamperedException(int line, String message) {
        super(message);
        this.line = line;
    }

    /**
     * The first line that is not as it was written.
     *
     * @return the number, the header being line 1
     */
    public int line() {
        return line;
    }
}
