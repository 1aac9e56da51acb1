package dev.compliancekit.core.spi;

import dev.compliancekit.core.NoTenantException;
import dev.compliancekit.core.TenantId;

/**
 * Tells who the tenant of the current call is: a framework plugin implements it over the framework's request, message
 * or job, and enters a {@link dev.compliancekit.core.TenantScope} with the answer before any code of the application
 * runs.
 *
 * <p>There is no default tenant. A call of which the tenant cannot be told for certain has none, and {@link #resolve}
 * throws. The answer comes from what the call has proven about itself, such as a session, a verified token or a client
 * certificate, never from a header, path or parameter that the caller may choose (CWE-639).
 *
 * <p>Implementations are thread-safe, and give one call the same answer every time. They keep nothing from one call to
 * the next. They are handed over by hand, to a constructor; there is no lookup and no registry.
 */
@FunctionalInterface
public interface TenantResolver {

    /**
     * The tenant of the current call.
     *
     * @return the account code
     * @throws NoTenantException if no call is under way on this thread, or it has not proven a tenant
     * @throws IllegalArgumentException if what the call has proven is not an account code, see {@link TenantId}
     */
    TenantId resolve();
}
