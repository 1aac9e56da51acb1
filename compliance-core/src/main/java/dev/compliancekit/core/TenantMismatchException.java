package dev.compliancekit.core;

import java.io.Serial;

/**
 * Thrown when a record does not belong to the tenant bound to the current block. The message is the same whether the
 * record belongs to somebody else or does not exist, so that it tells a tenant nothing about another one (CWE-639).
 */
public final class TenantMismatchException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The one refusal there is, with the one message it has. */
    public TenantMismatchException() {
        super("no such record for the current tenant");
    }
}
