package dev.compliancekit.audit;

import dev.compliancekit.core.ComplianceException;
import java.io.Serial;

/** What the index says is not in the log; it is dropped then, and made again. */
final class IndexMismatchException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    IndexMismatchException() {
        super("the index did not fit the log and was dropped; reading again makes it anew");
    }
}
