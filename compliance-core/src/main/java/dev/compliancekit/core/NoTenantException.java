package dev.compliancekit.core;

import java.io.Serial;

/** Thrown when the current tenant is asked for and there is none: there is no default tenant. */
public final class NoTenantException extends ComplianceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The one refusal there is, saying how a tenant is bound. */
    public NoTenantException() {
        super(
                "there is no current tenant; enter a TenantScope, or hand the tenant to this thread with a TenantSnapshot");
    }
}
