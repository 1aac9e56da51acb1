package dev.compliancekit.core;

import java.io.Serial;

/** Thrown when the current tenant is asked for and none is bound: there is no default tenant. */
public final class NoTenantException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The one refusal there is, saying how a tenant is bound. */
    public NoTenantException() {
        super("no tenant is bound to this thread; enter a TenantScope, or wrap the task with TenantScope.wrap");
    }
}
