package dev.compliancekit.retention.spi;

import dev.compliancekit.core.ComplianceException;

/**
 * Something may not be erased now: a legal hold protects it, or nobody can say that none does. The order stays open and
 * is looked at again.
 */
public final class LegalHoldException extends ComplianceException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with the reason.
     *
     * @param message which holds, or that the register did not answer; one line, no personal data
     */
    public LegalHoldException(String message) {
        super(message);
    }
}
